import { noDetails } from '../../db/model/instance-details.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import { textLimits } from '../../db/model/text.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { isJsonObject, own } from '../nodeinfo/reading.ts';
import type { About, Ask, SoftwareAdapter } from './adapter.ts';
import { noPeers, unreadRules } from './answers.ts';
import { readLanguages } from './languages.ts';
import { aboutFromNodeInfo } from './nodeinfo-only.ts';
import { firstOf, lineOf, plainOf, ruleOfDocument } from './texts.ts';
import { addressOf, mailOf } from './web-address.ts';

/** Mobilizon: `POST /api`, GraphQL. Its list of followed servers is for administrators. */
export const mobilizon: SoftwareAdapter = { family: 'mobilizon', readAbout, readPeers: async () => noPeers };

/**
 * The object `config` (lib/graphql/schema/config.ex), in fields that 1.0 had already: GraphQL answers a question for
 * one unknown field with nothing but an error.
 */
const query = `{
  config {
    name description longDescription contact languages registrationsOpen registrationsAllowlist rules
    terms { type url bodyHtml }
    privacy { type url }
  }
}`;

async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const answer = await ask('/api', { post: { query } });
  const fallback = aboutFromNodeInfo(nodeInfo);
  const config = answer.kind === 'json' ? own(own(answer.value, 'data'), 'config') : undefined;
  // NodeInfo says "closed" where an allow list lets some people in.
  if (!isJsonObject(config)) return { ...fallback, registrations: null, rules: unreadRules(answer) };
  const about = parseMobilizonConfig(config);
  return {
    ...about,
    name: about.name ?? fallback.name,
    description: about.description ?? fallback.description,
  };
}

/**
 * Reads the object `config` of an answer. `rules` are one text in HTML. Terms of type DEFAULT are Mobilizon's own text
 * with a name filled in, which is no rule of this server; terms of type URL lie elsewhere.
 */
export function parseMobilizonConfig(config: unknown): About {
  const terms = own(config, 'terms');
  const contact = own(config, 'contact');
  return {
    name: lineOf(own(config, 'name'), textLimits.name),
    description: firstOf(
      plainOf(own(config, 'description'), textLimits.description),
      plainOf(own(config, 'longDescription'), textLimits.description),
    ),
    languages: readLanguages(own(config, 'languages')),
    registrations: registrationMode(own(config, 'registrationsOpen'), own(config, 'registrationsAllowlist')),
    rules: {
      kind: 'read',
      rules: [
        ...ruleOfDocument('code-of-conduct', own(config, 'rules'), 'html'),
        ...(own(terms, 'type') === 'CUSTOM' ? ruleOfDocument('terms', own(terms, 'bodyHtml'), 'html') : []),
      ],
    },
    details: {
      ...noDetails,
      contact_email: mailOf(contact),
      contact_url: addressOf(contact),
      terms_url: linkOf(terms),
      privacy_url: linkOf(own(config, 'privacy')),
    },
    accountDomain: null,
  };
}

/** Closed with an allow list: only mail addresses or domains that the administrator has put on it get in. */
function registrationMode(isOpen: unknown, hasAllowlist: unknown): RegistrationMode | null {
  if (isOpen === true) return 'open';
  if (isOpen !== false) return null;
  return hasAllowlist === true ? 'invite' : 'closed';
}

const linkOf = (text: unknown) => (own(text, 'type') === 'URL' ? addressOf(own(text, 'url')) : null);
