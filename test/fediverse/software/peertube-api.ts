import { type Answer, json } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import type { Registrations } from '../population.ts';
import type { Language } from '../texts/language.ts';
import type { Surroundings } from './family.ts';
import { markdownPage } from './rule-texts.ts';

const createdAt = '2023-01-01T00:00:00.000Z';

/** A part of a server's whim, of its own for each question, so that the answers do not hang together. */
const whimOf = ({ host }: InstanceState, question: number) => (host.whim * question) % 1;

/**
 * How one gets an account. The source of the fitted shares cannot tell open from approval in PeerTube; that half of the
 * open ones want an application is assumed. It knows no invitations.
 */
export function signUpOf(state: InstanceState): Registrations {
  const { registrations } = state.host;
  if (registrations === 'open') return whimOf(state, 7) < 0.5 ? 'approval' : 'open';
  return registrations === 'invite' ? 'closed' : registrations;
}

/** Half of the servers name theirs; assumed. */
export function languagesOf(state: InstanceState): readonly Language[] {
  return whimOf(state, 11) < 0.5 ? [state.host.language] : [];
}

/** The rules, as the numbered list that people write into the one field there is. */
export function codeOfConductOf(state: InstanceState): string {
  return markdownPage('', state);
}

/** What the field holds until somebody fills it in. */
export const noTermsYet = 'No terms for now.';

/** A quarter has terms of its own; assumed. */
export function termsOf(state: InstanceState): string {
  const { host, title } = state.host;
  return whimOf(state, 13) < 0.25 ? `# ${title}\n\n<https://${host}/about/instance#terms>` : noTermsYet;
}

/** A tenth says how it is moderated; assumed. */
export function moderationOf(state: InstanceState): string {
  return whimOf(state, 17) < 0.1 ? `**${state.host.title}**: moderation@${state.host.host}` : '';
}

/** `GET /api/v1/config`, in its parts that tell a newcomer something. */
export function describeConfig(state: InstanceState) {
  const { host, version } = state;
  const mode = signUpOf(state);
  return {
    instance: {
      name: host.title,
      shortDescription: host.description,
      isNSFW: false,
      defaultNSFWPolicy: 'do_not_list',
      serverCountry: '',
      support: { text: '' },
      social: { externalLink: '', mastodonLink: '', blueskyLink: '' },
    },
    serverVersion: version,
    serverCommit: 'abc',
    signup: {
      allowed: mode !== 'closed',
      allowedForCurrentIP: true,
      minimumAge: 16,
      requiresApproval: mode === 'approval',
      requiresEmailVerification: whimOf(state, 19) < 0.5,
    },
    live: { enabled: whimOf(state, 23) < 0.3 },
    user: { videoQuota: whimOf(state, 29) < 0.3 ? -1 : 5_368_709_120, videoQuotaDaily: -1 },
  };
}

/** `GET /api/v1/config/about`. */
export function describeAbout(state: InstanceState) {
  const { title, description } = state.host;
  return {
    instance: {
      name: title,
      shortDescription: description,
      description: description === '' ? '' : `# ${title}\n\n${description}`,
      terms: termsOf(state),
      codeOfConduct: codeOfConductOf(state),
      hardwareInformation: '',
      creationReason: '',
      moderationInformation: moderationOf(state),
      administrator: '',
      maintenanceLifetime: '',
      businessModel: '',
      languages: languagesOf(state),
      categories: [11, 15],
      banners: [],
      avatars: [],
    },
  };
}

/** `GET /api/v1/server/following` and `…/followers`: at most a hundred at once, fifteen unless asked for more. */
export function describeFollows(
  list: 'following' | 'followers',
  { host }: InstanceState,
  { query, peers }: Pick<Surroundings, 'query' | 'peers'>,
): Answer {
  const all = peers();
  const half = Math.ceil(all.length / 2);
  const own = list === 'following' ? all.slice(0, half) : all.slice(half);
  const start = Number(query.get('start') ?? 0);
  const count = Number(query.get('count') ?? 15);
  if (!(start >= 0 && count >= 1 && count <= 100)) {
    return json({ type: 'about:blank', title: 'Bad Request', status: 400 }, { status: 400 });
  }
  const data = own.slice(start, start + count).map((peer, index) => {
    const [us, them] = [
      { id: 1, name: 'peertube', host: host.host },
      { id: start + index + 2, name: 'peertube', host: peer },
    ];
    return {
      id: start + index + 1 + (list === 'following' ? 0 : half),
      score: 10_000,
      state: 'accepted',
      follower: list === 'following' ? us : them,
      following: list === 'following' ? them : us,
      createdAt,
      updatedAt: createdAt,
    };
  });
  return json({ total: own.length, data });
}
