import { judgeDays } from '../../crawler/census/judge-days.ts';
import { ruleClassifier } from '../../crawler/rule-topics/rule-classifier.ts';
import { noDetails } from '../../db/model/instance-details.ts';
import type { UtcDay } from '../../db/model/utc-day.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { addHosts } from '../../db/writes/add-hosts.ts';
import { classifyNewRules } from '../../db/writes/classify-rules.ts';
import { liftQuarantine } from '../../db/writes/quarantine-host.ts';
import { recordArchive } from '../../db/writes/record-archive.ts';
import { recordVisits } from '../../db/writes/record-visits.ts';
import { refreshUptime } from '../../db/writes/refresh-uptime.ts';
import { requestRemoval } from '../../db/writes/request-removal.ts';
import { rollUpDay } from '../../db/writes/roll-up-days.ts';
import { failedVisit, figuresOf, hostName, peersOf, reading, ruleOf, visitOf } from './visit-records.ts';

/** Days of the census that a host is to be forgotten from: two months, so that two months of files hold it. */
export const departureDays = [
  '2026-10-30',
  '2026-10-31',
  '2026-11-01',
  '2026-11-02',
] as readonly string[] as readonly UtcDay[];

/** The day after the last: all of them are over. */
export const afterDeparture = new Date('2026-11-03T03:00:00Z');

/** The host that will be forgotten, and those that have to do with it. */
export const departing = {
  /** Below a registrable domain, whose own name is the frontier's count of names and no trace of it. */
  host: 'heron.wanderholt.net',
  /** Moved to it on the third day. */
  mover: 'movedfen.net',
  /** Says that its accounts are known under the name of the host. */
  claimer: 'claimholm.net',
  /** Names it in its peer list, and is named in its. */
  peer: 'peermere.net',
  /** Found in the peer list of the host alone. */
  introduced: 'introducedtarn.net',
} as const;

/** Texts that only the host that will be forgotten has said, or that were said of it; none may be found afterwards. */
export const departingTraces = [
  departing.host,
  'Heronry of Wanderholt',
  'Where grey birds gather and write.',
  'Let the grey birds sleep until noon.',
  'Herons dislike sudden lights.',
  'Ce héron dort jusqu’à midi.',
  'No angling near the nests.',
  'https://heronry-terms.invalid/terms',
  '/heronry-private/',
  'token-of-the-heronry',
  'the warden has looked at this heronry',
] as const;

/** Figures of the host on each day; on the first one it states what cannot be true. */
const accounts = 70_000;
const activeOn = [900_000, 40_000, 40_100, 40_200];

/** What day totals are with the host, and without. Everybody else has ten accounts, and those that count state four as active. */
export const departingUsers = { accounts, activeOn } as const;

/**
 * Fills a migrated, empty database with four days in which a host leaves a trace wherever a host can leave one, through the census's own
 * writes.
 */
export async function fillDepartingCensus(db: CensusDatabase): Promise<void> {
  const { host, mover, claimer, peer } = departing;
  const at = new Date(`${departureDays[0]}T00:00:00Z`);
  await addHosts(db, [host, mover, claimer, peer].map(hostName), { source: 'seed', at });
  for (const [index, day] of departureDays.entries())
    await db.transaction().execute((trx) => recordVisits(trx, visitsOn(day, index)));
  await classifyNewRules(db, ruleClassifier);
  await judgeDays(db, departureDays);
  for (const day of departureDays)
    await db.transaction().execute((trx) => rollUpDay(trx, day, afterDeparture));
  await db.transaction().execute((trx) => refreshUptime(trx, afterDeparture));
  await db
    .insertInto('introducer')
    .values({ host_id: await idOf(db, host), daily_budget: 50, budget_day: lastDay })
    .onConflict((conflict) => conflict.column('host_id').doNothing())
    .execute();
  await db
    .transaction()
    .execute((trx) =>
      requestRemoval(trx, { host: hostName(host), token: 'token-of-the-heronry', at: afterDeparture }),
    );
  await fillArchive(db);
}

const lastDay = departureDays.at(-1) as UtcDay;

/** Counts the host in its whole history, as a person may decide. */
export async function countDeparting(db: CensusDatabase): Promise<void> {
  const why = { since: lastDay, detail: 'the warden has looked at this heronry', decidedAt: afterDeparture };
  await db.transaction().execute((trx) => liftQuarantine(trx, hostName(departing.host), why));
}

async function idOf(db: CensusDatabase, name: string): Promise<number> {
  const row = await db
    .selectFrom('host')
    .select('host_id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return row.host_id;
}

function visitsOn(day: UtcDay, index: number) {
  const at = `${day}T08:00:00Z`;
  const { host, mover, claimer, peer, introduced } = departing;
  const others = peersOf({ count: 2, hosts: [host, introduced].map(hostName) });
  return [
    visitOf(host, at, {
      detail: index === 0 ? `as told by ${host}` : null,
      robots: {
        readAt: new Date(at),
        robots: { rules: [['disallow', '/heronry-private/']], crawl_delay_seconds: null },
      },
      instance: departingReading(index),
      peers: peersOf({ count: 2, hosts: [peer, introduced].map(hostName) }),
    }),
    index < 2
      ? visitOf(mover, at)
      : visitOf(mover, at, {
          ...{ outcome: 'moved', status: 'moved', movedTo: hostName(host), instance: null },
        }),
    visitOf(claimer, at, {
      instance: reading({
        ...{ software: 'misskey', version: '2026.10.0', accountDomain: hostName(host) },
        figures: figuresOf({ users_total: 10, users_active_month: 4 }),
      }),
    }),
    visitOf(peer, at, { peers: index === 0 ? peersOf({ count: 1, hosts: [hostName(host)] }) : others }),
    ...(index === 0 ? [] : [failedVisit(introduced, at, { status: 'silent' })]),
  ];
}

function departingReading(index: number) {
  const { host } = departing;
  const rule = {
    ...ruleOf('Let the grey birds sleep until noon.'),
    hint: 'Herons dislike sudden lights.',
    translations: { fr: { text: 'Ce héron dort jusqu’à midi.', hint: null } },
  };
  return reading({
    name: 'Heronry of Wanderholt',
    description: 'Where grey birds gather and write.',
    figures: figuresOf({
      users_total: accounts,
      users_active_month: activeOn[index] ?? 0,
      local_posts: 9_000_000,
    }),
    rules: index === 0 ? [rule, ruleOf('No angling near the nests.')] : [rule],
    details: {
      ...noDetails,
      terms_url: 'https://heronry-terms.invalid/terms',
      contact_email: `warden@${host}`,
    },
    notes: [{ path: `/of/${host}`, reason: 'not-json' }],
    network: { prefix: '203.0.113.0/24', country: 'DE' },
  });
}

async function fillArchive(db: CensusDatabase): Promise<void> {
  await recordArchive(db, {
    source: 'a list of servers',
    importedAt: afterDeparture,
    days: [
      {
        ...{ day: '2023-05-01', servers: 10, users_total: 200, users_active_month: null },
        ...{ users_total_raw: 5_000, servers_quarantined: 1 },
        quarantined: [{ domain: departing.host, rule: 'absurd' }],
      },
    ],
  });
}
