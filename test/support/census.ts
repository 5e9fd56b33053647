import { addDays, daysFromTo, type UtcDay, utcDayOf } from '../../db/model/utc-day.ts';
import type { VisitRecord } from '../../db/model/visit-record.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { addHosts } from '../../db/writes/add-hosts.ts';
import { recordVisits } from '../../db/writes/record-visits.ts';
import { refreshUptime, rollUpDay } from '../../db/writes/roll-up-day.ts';
import { type InventedServer, inventedServers } from './invented-servers.ts';
import {
  failedVisit,
  figuresOf,
  hostName,
  peersOf,
  reading,
  ruleOf,
  visitOf,
} from './visit-records.ts';

/** The instant at which the invented census stands: its newest day is not over. */
export const censusNow = new Date('2026-11-24T10:00:00Z');
/** Days of history before the running one. */
const historyDays = 45;
/** On these days the crawl did not run: the series has a gap. */
const idleDays: ReadonlySet<string> = new Set(['2026-10-24', '2026-10-25', '2026-10-26']);

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
} as const;

/**
 * Fills a migrated, empty database with an invented census: some 420 servers, 45 days, the same at every call. Goes
 * through the census's own writes, so that totals and histories are what the crawl would have made of it.
 */
export async function fillCensus(db: CensusDatabase): Promise<void> {
  const servers = [...notable(), ...inventedServers(405)];
  const firstDay = addDays(utcDayOf(censusNow), -historyDays);
  await addHosts(
    db,
    servers.map(({ domain }) => hostName(domain)),
    { source: 'seed', at: new Date(`${firstDay}T00:10:00Z`) },
  );
  for (const day of daysFromTo(firstDay, utcDayOf(censusNow)).filter((each) => !idleDays.has(each))) {
    await recordDay(db, servers, day, firstDay);
  }
  await quarantine(db, notableServers.quarantined);
  for (const day of daysFromTo(firstDay, utcDayOf(censusNow)).filter((each) => !idleDays.has(each))) {
    await db.transaction().execute((trx) => rollUpDay(trx, day, censusNow));
  }
  await db.transaction().execute((trx) => refreshUptime(trx, censusNow));
}

async function recordDay(
  db: CensusDatabase,
  servers: readonly InventedServer[],
  day: UtcDay,
  firstDay: UtcDay,
): Promise<void> {
  // The running day is as far as the last finished one.
  const progress = Math.min(1, daysFromTo(firstDay, day).length / historyDays);
  const visits = servers.flatMap((server, index) => {
    // The running day has come two thirds of the way round.
    if (day === utcDayOf(censusNow) && index % 3 === 2) return [];
    return [visit(server, day, index, progress)];
  });
  await db.transaction().execute((trx) => recordVisits(trx, visits));
}

function visit(server: InventedServer, day: UtcDay, index: number, progress: number): VisitRecord {
  const minute = String(index % 60).padStart(2, '0');
  const at = `${day}T0${index % 9}:${minute}:00Z`;
  if (server.movedTo !== undefined && progress > 0.5) {
    return visitOf(server.domain, at, {
      outcome: 'moved',
      status: 'moved',
      movedTo: hostName(server.movedTo),
      instance: null,
    });
  }
  const answersUntil = server.answersUntil ?? 1;
  if (progress > answersUntil) {
    const status = progress - answersUntil > 0.3 ? 'gone' : 'failing';
    return failedVisit(server.domain, at, { status });
  }
  return visitOf(server.domain, at, {
    instance: reading({
      software: server.software,
      version: server.version,
      name: server.name,
      description: server.description,
      languages: server.languages,
      registrations: server.registrations,
      figures: figuresOf(figuresOn(server, index, progress)),
      rules: progress < 0.4 && server.earlierRules !== undefined ? server.earlierRules : server.rules,
      latencyMs: 40 + ((index * 37) % 400),
    }),
    peers: peersOf(
      server.active === null ? { count: null, unread: 'not-published' } : { count: 900 + index },
    ),
  });
}

/** Growth by a third over the whole span, a weekly wave on top. */
function figuresOn(server: InventedServer, index: number, progress: number): Parameters<typeof figuresOf>[0] {
  if (server.active === null) return {};
  const wave = 1 + 0.015 * Math.sin(progress * historyDays * ((2 * Math.PI) / 7) + index);
  const active = Math.round(server.active * (0.75 + 0.25 * progress) * wave);
  return {
    users_active_month: active,
    users_active_half_year: Math.round(active * 1.7),
    users_total: Math.round(active * (3 + (index % 4))),
    local_posts: Math.round(active * (40 + (index % 90)) * (0.8 + 0.2 * progress)),
  };
}

async function quarantine(db: CensusDatabase, domain: string): Promise<void> {
  const { host_id } = await db
    .selectFrom('host')
    .select('host_id')
    .where('name', '=', domain)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('instance')
    .set({
      quarantine_rule: 'month-above-total',
      quarantine_since: '2026-11-01',
      quarantine_detail: 'states 9,000,000 users active in a month of 12 accounts',
    })
    .where('host_id', '=', host_id)
    .execute();
  await db
    .updateTable('snapshot')
    .set({ quarantine_rule: 'month-above-total' })
    .where('host_id', '=', host_id)
    .execute();
}

/** The servers that tests look at, the hostile ones among them. */
function notable(): readonly InventedServer[] {
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
      earlierRules: commonsRules.slice(0, 3),
    },
    {
      ...plain,
      domain: notableServers.markup,
      name: '<script>document.title="taken"</script>',
      description:
        '<img src=x onerror="document.title=\'taken\'"> <b>bold</b> & <a href="javascript:1">link</a>',
      active: 120,
      rules: [ruleOf('<script>document.title="taken"</script>'), ruleOf('javascript:alert(1)')],
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
  ];
}

const commonsRules = [
  {
    text: 'Be kind. Argue with what was said, never with who said it.',
    hint: 'Insults, slurs and mockery of a group are removed without warning. Criticism of ideas, people in office and this server is welcome.',
    language: 'en',
    translations: {
      fr: { text: 'Soyez bienveillants. Discutez de ce qui est dit, jamais de qui le dit.', hint: null },
      de: { text: 'Seid freundlich. Streitet über das Gesagte, nie über die Person.', hint: null },
    },
    document: null,
  },
  {
    text: 'No racism, sexism, homophobia, transphobia or ableism.',
    hint: null,
    language: 'en',
    translations: {},
    document: null,
  },
  {
    text: 'Put a content warning on gore, nudity and spoilers.',
    hint: 'Work that shows any of these is fine behind a warning, and never as an avatar or header.',
    language: 'en',
    translations: {},
    document: null,
  },
  {
    text: 'Say so when an account is run by a machine.',
    hint: null,
    language: 'en',
    translations: {},
    document: null,
  },
  {
    text: 'No advertising. Telling people about your own work is not advertising.',
    hint: null,
    language: 'en',
    translations: {},
    document: null,
  },
] as const;
