import { rollUpDays } from '../../../crawler/census/roll-up.ts';
import { ruleClassifier } from '../../../crawler/rule-topics/rule-classifier.ts';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { classifyNewRules } from '../../../db/writes/classify-rules.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { recordArchive } from '../../../db/writes/record-archive.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import {
  failedVisit,
  figuresOf,
  hostName,
  peersOf,
  reading,
  ruleOf,
  visitOf,
} from '../../support/visit-records.ts';

/** The instant at which the small census stands. */
export const smallCensusNow = new Date('2026-11-24T10:00:00Z');

/** Days on which it was taken; the last is not over. */
export const smallCensusDays = [
  '2026-11-22',
  '2026-11-23',
  '2026-11-24',
] as readonly string[] as readonly UtcDay[];

/** Names, descriptions and rules that a spreadsheet, a line reader or a page might stumble over. */
export const awkward = {
  name: '=HYPERLINK("https://collect.invalid","open")',
  description: 'First line, "quoted"\nsecond line; \u2028 ünïcödé 🦆',
  firstRule: '-Be kind, "always"',
  secondRule: 'No ads.\r\n=1+1',
} as const;

/** Six listed servers, one of each kind; and three hosts that no list may hold. */
export const smallCensus = {
  birch: 'birchmoor.net',
  idn: 'xn--bchermoor-q9a.net',
  silent: 'tarn.net',
  quarantined: 'absurdfen.net',
  moved: 'movedholm.net',
  failing: 'failingmere.net',
  hidden: ['neveranswered.net', 'optedout.net', 'justnamed.net'],
} as const;

const { birch, idn, silent, quarantined, moved, failing, hidden } = smallCensus;

const birchRules = [
  {
    text: awkward.firstRule,
    hint: null,
    language: 'en',
    translations: { de: { text: 'Sei nett', hint: null } },
    document: null,
  },
  { ...ruleOf(awkward.secondRule), hint: 'None at all' },
];

/**
 * Fills a migrated, empty database with a census of three days through the census's own writes: birchmoor.net changes
 * its rules on the last day, failingmere.net stops answering after the first, movedholm.net moves on the second.
 */
export async function fillSmallCensus(db: CensusDatabase): Promise<void> {
  const hosts = [birch, idn, silent, quarantined, moved, failing, ...hidden].map(hostName);
  // One after another: first seen, and so told apart where other values are equal, in this order.
  for (const [minute, host] of hosts.entries())
    await addHosts(db, [host], { source: 'seed', at: new Date(Date.UTC(2026, 10, 22, 0, minute)) });
  for (const [index, day] of smallCensusDays.entries()) {
    const visits = visitsOn(day, index);
    await db.transaction().execute((trx) => recordVisits(trx, visits));
  }
  await db.transaction().execute((trx) =>
    optOutHost(trx, hostName(hidden[1]), {
      at: smallCensusNow,
    }),
  );
  await classifyNewRules(db, ruleClassifier);
  await quarantine(db);
  await rollUpDays(db, smallCensusDays, smallCensusNow);
  await fillArchive(db);
}

function visitsOn(day: UtcDay, index: number) {
  const at = `${day}T08:00:00Z`;
  const up = [
    visitOf(birch, at, {
      instance: reading({
        name: awkward.name,
        description: awkward.description,
        languages: ['en', 'pt-BR'],
        rules: index < 2 ? birchRules : [ruleOf('Only one rule now')],
        figures: figuresOf({ users_total: 1_000 + index, users_active_month: 300, local_posts: 90_000 }),
      }),
      peers: peersOf({ count: 12 }),
    }),
    visitOf(idn, at, {
      instance: reading({
        name: 'Leseserver',
        software: 'lemmy',
        languages: ['de'],
        registrations: 'approval',
        figures: figuresOf({ users_total: 50, users_active_month: 0 }),
        rules: [],
      }),
    }),
    visitOf(silent, at, {
      instance: reading({
        software: 'friendica',
        version: null,
        name: null,
        description: null,
        languages: null,
        registrations: null,
        figures: figuresOf({}),
        rules: null,
      }),
    }),
    visitOf(quarantined, at, {
      instance: reading({ figures: figuresOf({ users_total: 12, users_active_month: 9_000_000 }) }),
    }),
    visitOf(hidden[1], at),
  ];
  const never = failedVisit(hidden[0], at, { status: 'silent' });
  return [...up, never, movedVisit(at, index), index === 0 ? failingVisit(at) : failedVisit(failing, at)];
}

function failingVisit(at: string) {
  return visitOf(failing, at, {
    instance: reading({ figures: figuresOf({ users_total: 9, users_active_month: 3 }) }),
  });
}

function movedVisit(at: string, index: number) {
  if (index === 0) return visitOf(moved, at);
  return visitOf(moved, at, { outcome: 'moved', status: 'moved', movedTo: hostName(birch), instance: null });
}

async function quarantine(db: CensusDatabase): Promise<void> {
  const { host_id } = await db
    .selectFrom('host')
    .select('host_id')
    .where('name', '=', quarantined)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('quarantine_finding')
    .values({
      host_id,
      rule: 'month-above-total',
      from_day: '2026-11-22',
      to_day: null,
      detail: 'states 9,000,000 users active in a month of 12 accounts',
    })
    .execute();
}

async function fillArchive(db: CensusDatabase): Promise<void> {
  const day = { servers: 10, users_total: 200, users_active_month: null };
  const plain = { users_total_raw: null, servers_quarantined: null, quarantined: null };
  await recordArchive(db, {
    source: 'a list of servers',
    importedAt: smallCensusNow,
    days: [
      {
        ...day,
        day: '2023-05-01',
        users_total_raw: 5_000,
        servers_quarantined: 2,
        quarantined: [
          { domain: 'absurdfen.net', rule: 'absurd' },
          { domain: 'twinfen.net', rule: 'twins' },
        ],
      },
    ],
  });
  await recordArchive(db, {
    source: 'statistics',
    importedAt: smallCensusNow,
    days: [
      { ...day, ...plain, day: '2022-12-31' },
      { ...day, ...plain, day: '2023-01-01', servers: null },
    ],
  });
}
