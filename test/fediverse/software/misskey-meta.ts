import type { InstanceState, ReportedFigures } from '../instance-state.ts';
import type { Registrations } from '../population.ts';
import { isAtLeast } from '../versions.ts';
import { asHtml } from './rule-texts.ts';

const repositoryUrl = 'https://github.com/misskey-dev/misskey';
const feedbackUrl = `${repositoryUrl}/issues/new`;
/** Forks that have `serverRules` whatever their version; Misskey has them since 13.11, the others come from version 12. */
const withRules = new Set(['sharkey', 'cherrypick']);
/** Forks that let new accounts be approved. */
const withApproval = new Set(['sharkey', 'cherrypick']);

/** Whether `meta` has a place for rules. */
export function hasServerRules({ host, version }: InstanceState): boolean {
  return withRules.has(host.software) || (host.software === 'misskey' && isAtLeast(version, 13, 11));
}

/** How `meta` says that one gets an account: invitation codes of a closed server are not told. */
export function signUpOf({ host }: InstanceState): Registrations {
  if (host.registrations === 'open') return 'open';
  return host.registrations === 'approval' && withApproval.has(host.software) ? 'approval' : 'closed';
}

/** A third of the servers name a language; assumed. */
export function langsOf({ host }: InstanceState): readonly string[] {
  return host.whim < 0.33 ? [host.language] : [];
}

/** `POST /api/meta` without details. */
export function describeMeta(state: InstanceState) {
  const { host, version } = state;
  const { description, isDescriptionHtml } = host;
  const isClosed = signUpOf(state) === 'closed';
  const rule = (words: string) => (isDescriptionHtml ? asHtml(words, 'b') : words);
  return {
    maintainerName: 'Admin',
    maintainerEmail: `admin@${host.host}`,
    version,
    name: host.title,
    uri: `https://${host.host}`,
    description: isDescriptionHtml && description !== '' ? asHtml(description, 'p') : description,
    langs: langsOf(state),
    tosUrl: null,
    repositoryUrl,
    feedbackUrl,
    disableRegistration: isClosed,
    emailRequiredForSignup: true,
    iconUrl: `https://${host.host}/files/icon.png`,
    bannerUrl: null,
    themeColor: '#86b300',
    maxNoteTextLength: 3_000,
    ...(withApproval.has(host.software) ? { approvalRequiredForSignup: signUpOf(state) === 'approval' } : {}),
    ...(hasServerRules(state)
      ? {
          providesTarball: false,
          shortName: null,
          impressumUrl: null,
          privacyPolicyUrl: null,
          inquiryUrl: null,
          serverRules: state.rules.map(({ text: words }) => rule(words)),
          policies: { gtlAvailable: true, driveCapacityMb: 100 },
          mediaProxy: `https://${host.host}/proxy`,
          federation: 'all',
        }
      : { secureMode: false, privateMode: false, driveCapacityPerLocalUserMb: 1_024, emojis: [] }),
  };
}

/** NodeInfo, whose metadata repeat a part of `meta`. */
export function describeMisskeyNode(
  state: InstanceState,
  version: '2.0' | '2.1',
  { usersTotal, usersActiveMonth, usersActiveHalfYear, localPosts }: ReportedFigures,
) {
  const { host } = state;
  const isClosed = signUpOf(state) === 'closed';
  const maintainer = { name: null, email: null };
  return {
    version,
    software: {
      name: host.software,
      version: state.version,
      homepage: 'https://misskey-hub.net/',
      ...(version === '2.1' ? { repository: repositoryUrl } : {}),
    },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: ['atom1.0', 'rss2.0'] },
    openRegistrations: !isClosed,
    usage: {
      users: { total: usersTotal, activeHalfyear: usersActiveHalfYear, activeMonth: usersActiveMonth },
      localPosts,
      // Written in its code; comments are posts.
      localComments: 0,
    },
    metadata: {
      nodeName: host.title,
      nodeDescription: host.description,
      nodeAdmins: [maintainer],
      maintainer,
      langs: langsOf(state),
      tosUrl: null,
      privacyPolicyUrl: null,
      inquiryUrl: null,
      impressumUrl: null,
      repositoryUrl,
      feedbackUrl,
      disableRegistration: isClosed,
      disableLocalTimeline: false,
      disableGlobalTimeline: false,
      emailRequiredForSignup: true,
      enableHcaptcha: false,
      enableRecaptcha: false,
      enableMcaptcha: false,
      enableTurnstile: false,
      maxNoteTextLength: 3_000,
      enableEmail: true,
      enableServiceWorker: true,
      proxyAccountName: null,
      themeColor: '#86b300',
    },
  };
}
