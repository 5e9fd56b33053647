import { type Features, noDetails } from '../../db/model/instance-details.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import { textLimits } from '../../db/model/text.ts';
import { readCount } from '../nodeinfo/count.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import type { About, Ask, SoftwareAdapter } from './adapter.ts';
import { objectOf, unreadRules } from './answers.ts';
import { statedFeatures, yesOrNo } from './features.ts';
import { readLanguages } from './languages.ts';
import { aboutFromNodeInfo } from './nodeinfo-only.ts';
import { readPeers } from './peertube-peers.ts';
import { blockOf, firstOf, lineOf, ruleOfDocument } from './texts.ts';
import { addressOf } from './web-address.ts';

/** PeerTube. Shapes: docs.joinpeertube.org, REST API reference, "getConfig", "getAbout" and "Instance Follows". */
export const peertube: SoftwareAdapter = { family: 'peertube', readAbout, readPeers };

/** What stands in `terms` until somebody writes some (config/default.yaml): a server without terms. */
const noTermsYet = 'No terms for now.';
const maxAge = 150;

/** The rules are asked for last: when the network fails on the way, they are what says so. */
async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const fallback = aboutFromNodeInfo(nodeInfo);
  const config = parseConfig(objectOf(await ask('/api/v1/config')));
  const answer = await ask('/api/v1/config/about');
  const document = objectOf(answer);
  const about = parseConfigAbout(document);
  return {
    name: firstOf(about.name, config.name, fallback.name),
    description: firstOf(about.description, config.description, fallback.description),
    languages: about.languages,
    registrations: config.registrations ?? fallback.registrations,
    rules: document === undefined ? unreadRules(answer) : about.rules,
    details: { ...config.details, icon_url: about.icon, thumbnail_url: about.banner },
    accountDomain: null,
  };
}

/**
 * Reads `GET /api/v1/config`: sign-up, and what members may do. `signup.allowed` is also false when all places are
 * taken. A quota of -1 is none, which no figure says; whoever asks to sign up must give a reason.
 */
export function parseConfig(
  document: unknown,
): Pick<About, 'name' | 'description' | 'registrations' | 'details'> {
  const instance = own(document, 'instance');
  const signup = own(document, 'signup');
  const registrations = registrationMode(own(signup, 'allowed'), own(signup, 'requiresApproval'));
  const age = readCount(own(signup, 'minimumAge')).figure.value;
  return {
    name: lineOf(own(instance, 'name'), textLimits.name),
    description: blockOf(own(instance, 'shortDescription'), textLimits.description),
    registrations,
    details: {
      ...noDetails,
      reason_required: registrations === 'approval' ? true : null,
      minimum_age: age !== null && age > 0 && age <= maxAge ? age : null,
      features: featuresOf(document),
    },
  };
}

function featuresOf(document: unknown): Features {
  const signup = own(document, 'signup');
  return statedFeatures({
    video: document === undefined ? undefined : true,
    // Zero says that newcomers cannot upload.
    upload_quota_bytes: readCount(own(own(document, 'user'), 'videoQuota')).figure.value ?? undefined,
    live_streaming: yesOrNo(own(own(document, 'live'), 'enabled')),
    email_required: yesOrNo(own(signup, 'requiresEmailVerification')),
    // "Dedicated to sensitive content": false says nothing about what is admitted.
    nsfw: own(own(document, 'instance'), 'isNSFW') === true ? true : undefined,
  });
}

function registrationMode(allowed: unknown, requiresApproval: unknown): RegistrationMode | null {
  if (allowed === true) return requiresApproval === true ? 'approval' : 'open';
  return allowed === false ? 'closed' : null;
}

/**
 * Reads `GET /api/v1/config/about`: what the server says of itself, in Markdown. Its rules are three documents, in the
 * order in which they bind: code of conduct, terms, how it is moderated.
 */
export function parseConfigAbout(document: unknown): Pick<
  About,
  'name' | 'description' | 'languages' | 'rules'
> & {
  readonly icon: string | null;
  readonly banner: string | null;
} {
  const instance = own(document, 'instance');
  const text = (key: string) => blockOf(own(instance, key), textLimits.description);
  const terms = own(instance, 'terms');
  return {
    name: lineOf(own(instance, 'name'), textLimits.name),
    description: firstOf(text('shortDescription'), text('description')),
    languages: readLanguages(own(instance, 'languages')),
    rules: {
      kind: 'read',
      rules: [
        ...ruleOfDocument('code-of-conduct', own(instance, 'codeOfConduct'), 'markdown'),
        ...ruleOfDocument('terms', terms === noTermsYet ? null : terms, 'markdown'),
        ...ruleOfDocument('moderation', own(instance, 'moderationInformation'), 'markdown'),
      ],
    },
    icon: largestOf(own(instance, 'avatars')),
    banner: largestOf(own(instance, 'banners')),
  };
}

/** The widest of some images. Absolute addresses (`fileUrl`) are there since 7.1; the older `path` is relative. */
function largestOf(images: unknown): string | null {
  if (!Array.isArray(images)) return null;
  const widthOf = (image: unknown) => readCount(own(image, 'width')).figure.value ?? 0;
  const widest = images.slice(0, 20).toSorted((a, b) => widthOf(b) - widthOf(a));
  return firstOf(...widest.map((image) => addressOf(own(image, 'fileUrl'))));
}
