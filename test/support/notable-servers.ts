import type { InventedServer } from './invented-servers.ts';
import {
  changingRules,
  commonsDetails,
  commonsRules,
  hostileDetails,
  orchardDocuments,
} from './notable-rules.ts';
import { ruleOf } from './visit-records.ts';

/** A server of the invented census whose page tests look at. */
export const notableServers = {
  /** The largest; has rules with hints and translations, and an earlier version of them. */
  largest: 'brightwater-commons.net',
  /** Its name in the database is markup. */
  markup: 'scriptmoor.net',
  /** Its name holds a right-to-left override and its description is Hebrew. */
  bidi: 'overrideholt.net',
  /** Longest name and longest label that fit. */
  long: `${'very-long-label-'.repeat(3)}moor.${'endless-'.repeat(6)}fen.net`,
  /** An internationalised domain name. */
  idn: 'xn--bchermoor-q9a.net',
  /** States nothing: every figure is null. */
  silent: 'saysnothing-tarn.net',
  /** States zero users active. */
  zero: 'zerofold.net',
  failing: 'failingmere.net',
  gone: 'gonewick.net',
  moved: 'movedholm.net',
  quarantined: 'absurdmoor.net',
  /** No server: the name under which the accounts of the largest are known. */
  accountDomain: 'brightwater-people.net',
  /** Its rules changed twice, in every way that rules change. */
  rewritten: 'changewell.net',
  /** Has documents in place of rules; the long one was reworded once. */
  documents: 'orchard-of-links.net',
  /** Lets nobody read its rules, as its robots.txt says. */
  unreadable: 'closedgate.net',
  /** Its rules were read until they could not be any more. */
  stumbling: 'stumblemere.net',
  unattended: 'lanternless.net',
  relay: 'passingmoor.net',
  bridge: 'bridgefold.net',
  /** Open to anybody, and forbids what generative AI makes. */
  handmade: 'handmadeholt.net',
  /** Open to anybody, and admits what generative AI makes, if it says so: on the same topic. */
  labelled: 'saywhomadeit.net',
  /** Forbids what generative AI makes, in French; somebody reads applications. */
  handmadeFrench: 'faitalamain.net',
} as const;

/** The servers that tests look at, the hostile ones among them. */
export function notable(): readonly InventedServer[] {
  const plain = {
    software: 'mastodon',
    version: '4.5.1',
    languages: ['en'],
    registrations: 'open',
    rules: [],
    description: null,
  } as const;
  return [
    {
      ...plain,
      domain: notableServers.largest,
      name: 'Brightwater Commons',
      description:
        'A large general server kept by a members’ association. Anyone may join; moderators read reports in English, French and German around the clock.',
      active: 46_000,
      languages: ['en', 'fr', 'de'],
      rules: commonsRules,
      ruleHistory: [{ until: 0.4, rules: commonsRules.slice(0, 3) }],
      quirks: ['counts-logins-roughly'],
      accountDomain: 'brightwater.net',
      details: commonsDetails,
      network: { prefix: '203.0.113.0/24', country: 'DE' },
    },
    {
      ...plain,
      domain: notableServers.markup,
      name: '<script>document.title="taken"</script>',
      description:
        '<img src=x onerror="document.title=\'taken\'"> <b>bold</b> & <a href="javascript:1">link</a>',
      active: 120,
      registrations: 'approval',
      rules: [ruleOf('<script>document.title="taken"</script> and more'), ruleOf('javascript:alert(1)')],
      ruleHistory: [
        { until: 0.5, rules: [ruleOf('<script>document.title="taken"</script> and <b>less</b>')] },
      ],
      details: hostileDetails,
    },
    {
      ...plain,
      domain: notableServers.bidi,
      name: '\u202Etxet desrever\u202C holt',
      description: 'שרת קטן לחובבי ספרים. \u202Eabc',
      active: 80,
      languages: ['he'],
      rules: [ruleOf('היו אדיבים זה לזה.')],
    },
    {
      ...plain,
      domain: notableServers.long,
      name: 'W'.repeat(200),
      description: `${'Unbrokenwordwithoutend'.repeat(40)} ${'and then a long sentence that goes on and on. '.repeat(60)}`,
      active: 60,
      rules: [ruleOf('n'.repeat(600))],
    },
    {
      ...plain,
      domain: notableServers.idn,
      name: 'Büchermoor',
      description: 'Ein Server für Menschen, die lesen.',
      active: 310,
      languages: ['de'],
      registrations: 'approval',
      rules: [ruleOf('Keine Werbung.'), ruleOf('Spoiler werden hinter einer Inhaltswarnung versteckt.')],
    },
    {
      ...plain,
      domain: notableServers.silent,
      name: null,
      active: null,
      languages: null,
      registrations: null,
      rules: null,
      software: 'friendica',
      version: null,
    },
    {
      ...plain,
      domain: notableServers.zero,
      name: 'Zerofold',
      active: 0,
      software: 'gotosocial',
      version: '0.20.2',
      registrations: 'closed',
    },
    { ...plain, domain: notableServers.failing, name: 'Failing Mere', active: 950, answersUntil: 0.92 },
    { ...plain, domain: notableServers.gone, name: 'Gone Wick', active: 240, answersUntil: 0.4 },
    {
      ...plain,
      domain: notableServers.moved,
      name: 'Moved Holm',
      active: 75,
      movedTo: notableServers.largest,
    },
    {
      ...plain,
      domain: notableServers.quarantined,
      name: 'Absurd Moor',
      active: 9_000_000,
      registrations: 'invite',
    },
    {
      ...plain,
      domain: notableServers.rewritten,
      name: 'Changewell',
      description: 'A server that thinks about its rules, and thinks again.',
      active: 640,
      registrations: 'approval',
      rules: changingRules.third,
      ruleHistory: [
        { until: 0.3, rules: changingRules.first },
        { until: 0.7, rules: changingRules.second },
      ],
      details: {
        reason_required: true,
        minimum_age: 16,
        sign_up_message: 'Tell us in two sentences what you would like to write about. We read every word.',
        sign_up_url: 'https://join.changewell.net/ask',
      },
    },
    {
      ...plain,
      domain: notableServers.documents,
      name: 'Orchard of Links',
      description: 'Links worth keeping, sorted by people.',
      software: 'lemmy',
      version: '0.19.14',
      active: 210,
      registrations: 'approval',
      rules: orchardDocuments.now,
      ruleHistory: [{ until: 0.6, rules: orchardDocuments.before }],
      quirks: ['counts-writers-and-voters'],
      details: {
        reason_required: false,
        features: { downvotes: true, nsfw: false, community_creation: false, captcha: true },
      },
    },
    {
      ...plain,
      domain: notableServers.unreadable,
      name: 'Closed Gate',
      active: 90,
      rules: null,
      rulesUnread: 'forbidden',
    },
    {
      ...plain,
      domain: notableServers.stumbling,
      name: 'Stumble Mere',
      active: 70,
      rules: [ruleOf('Be patient.'), ruleOf('No spam.')],
      rulesReadUntil: 0.8,
      rulesUnread: 'failed',
    },
    {
      ...plain,
      domain: notableServers.unattended,
      name: 'Lanternless',
      active: 12,
      registrations: 'closed',
      rules: [ruleOf('Leave the place as you found it.')],
      details: { unattended_since: '2026-09-01' },
    },
    {
      ...plain,
      domain: notableServers.relay,
      name: 'Passing Moor Relay',
      software: 'aoderelay',
      version: '0.3.116',
      active: null,
      languages: null,
      rules: null,
      class: 'relay',
      quirks: ['counts-servers'],
    },
    {
      ...plain,
      domain: notableServers.bridge,
      name: 'Bridgefold',
      software: 'bridgy-fed',
      version: '2026.11',
      active: 410,
      languages: null,
      rules: null,
      class: 'bridge',
      quirks: ['counts-bridged-accounts'],
    },
  ];
}

/**
 * Servers whose rules speak of generative AI, of which those that are invented by the dozen do not. They come last, so that
 * what the others say and when they are visited, which goes by their place, stays as it was.
 */
export function serversOnGenerativeAi(): readonly InventedServer[] {
  const plain = { software: 'mastodon', version: '4.5.1', languages: ['en'], registrations: 'open' } as const;
  return [
    {
      ...plain,
      domain: notableServers.handmade,
      name: 'Handmade Holt',
      description: 'For people who draw, sew, carve and write with their own hands.',
      active: 180,
      rules: [ruleOf('Be kind.'), ruleOf('No pictures, texts or voices made by generative AI.')],
    },
    {
      ...plain,
      domain: notableServers.labelled,
      name: 'Say Who Made It',
      description: 'Experiments of every sort, with a label on each.',
      active: 140,
      rules: [ruleOf('Say so when a picture was made by generative AI.')],
    },
    {
      ...plain,
      domain: notableServers.handmadeFrench,
      name: 'Fait à la main',
      description: 'Pour celles et ceux qui dessinent, cousent et écrivent.',
      languages: ['fr'],
      registrations: 'approval',
      active: 95,
      rules: [ruleOf('Pas d’images ni de textes produits par une IA générative.')],
    },
  ];
}
