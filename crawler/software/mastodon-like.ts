import type { SoftwareFamily } from '../../db/model/software-families.ts';
import { type JsonObject, own } from '../nodeinfo/reading.ts';
import type { About, RulesReading, SoftwareAdapter } from './adapter.ts';
import { noPeers, objectOf, unreadRules } from './answers.ts';
import { parseInstanceV1, parseInstanceV2 } from './mastodon-instance.ts';
import { aboutFromNodeInfo, withFallback } from './nodeinfo-only.ts';
import { readMastodonPeers } from './peers.ts';

/** How a software that borrows Mastodon's instance document differs from the lender. */
interface Ways {
  readonly family: SoftwareFamily;
  /** The version of the document that says more. */
  readonly version: 1 | 2;
  /** Whether it has Mastodon's list of peers. */
  readonly hasPeers: boolean;
  /**
   * `listed`: `rules` are the administrator's. `filled-only`: an empty list may stand there since the software, or an
   * older release of it, has no rules.
   */
  readonly rules: 'listed' | 'filled-only';
  /** Whether `languages` is a statement; some have `["en"]` written in their code. */
  readonly statesLanguages: boolean;
  /** What `approval_required` means while sign-up is closed. Default: nothing. */
  readonly approvalWhileClosed?: 'approval' | 'invite';
  /** Mends a document before it is read. Default: as it is. */
  readonly mend?: (document: JsonObject) => JsonObject;
}

/** An adapter for software that answers one of Mastodon's instance documents, and perhaps its list of peers. */
export function mastodonLike(ways: Ways): SoftwareAdapter {
  const path = `/api/v${ways.version}/instance`;
  return {
    family: ways.family,
    readAbout: async (ask, nodeInfo) => {
      const fallback = aboutFromNodeInfo(nodeInfo);
      const answer = await ask(path);
      const document = objectOf(answer);
      return document === undefined
        ? { ...fallback, rules: unreadRules(answer) }
        : withFallback(parse(document, ways), fallback);
    },
    readPeers: async (ask) => {
      if (!ways.hasPeers) return noPeers;
      return readMastodonPeers(ask);
    },
  };
}

function parse(raw: JsonObject, ways: Ways): About {
  const document = ways.mend?.(raw) ?? raw;
  const about = ways.version === 2 ? parseInstanceV2(document) : parseInstanceV1(document);
  const asks = about.registrations === 'closed' && own(document, 'approval_required') === true;
  return {
    ...about,
    languages: ways.statesLanguages ? about.languages : null,
    registrations: asks ? (ways.approvalWhileClosed ?? 'closed') : about.registrations,
    rules: rulesOf(about.rules, ways),
  };
}

function rulesOf(rules: RulesReading, ways: Ways): RulesReading {
  const isEmpty = rules.kind === 'read' && rules.rules.length === 0;
  return isEmpty && ways.rules === 'filled-only' ? { kind: 'unread', reason: 'not-offered' } : rules;
}

/** Takahē (jointakahe/takahe, api/views/instance.py): rules and languages are written in its code. */
export const takahe = mastodonLike({
  family: 'takahe',
  version: 1,
  hasPeers: true,
  rules: 'filled-only',
  statesLanguages: false,
});

/** NeoDB, whose social part is a fork of Takahē that lists the paragraphs of its policy as rules. */
export const neodb = mastodonLike({
  family: 'neodb',
  version: 1,
  hasPeers: true,
  rules: 'listed',
  statesLanguages: false,
});

/** Mitra (its docs/openapi.yaml): only version 1 says whether it takes members by invitation. It has no rules. */
export const mitra = mastodonLike({
  family: 'mitra',
  version: 1,
  hasPeers: true,
  rules: 'filled-only',
  statesLanguages: true,
});

/** Hollo (fedify-dev/hollo, src/api/v2/instance.ts): for its owners alone; rules are always empty, peers not given. */
export const hollo = mastodonLike({
  family: 'hollo',
  version: 2,
  hasPeers: false,
  rules: 'filled-only',
  statesLanguages: true,
});

/**
 * Smithereen (grishka/Smithereen, routes/MastodonApiRoutes.java), for crawlers. Whether its names are written
 * `approval_required` or `approvalRequired`, as in its code, is not documented: both are read. `registrations` is true
 * only where anybody may sign up at once.
 */
export const smithereen = mastodonLike({
  family: 'smithereen',
  version: 1,
  hasPeers: true,
  rules: 'filled-only',
  statesLanguages: true,
  approvalWhileClosed: 'approval',
  mend: (document) => ({
    ...document,
    short_description: own(document, 'short_description') ?? own(document, 'shortDescription'),
    approval_required: own(document, 'approval_required') ?? own(document, 'approvalRequired'),
    invites_enabled: own(document, 'invites_enabled') ?? own(document, 'invitesEnabled'),
  }),
});
