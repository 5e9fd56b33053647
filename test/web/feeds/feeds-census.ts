import type { CensusDatabase } from '../../../db/tables.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { failedVisit, figuresOf, hostName, reading, ruleOf, visitOf } from '../../support/visit-records.ts';

/** The instant at which the census stands. */
export const feedsNow = new Date('2026-11-24T10:00:00Z');

/** How many servers were found in one night. */
export const surgeSize = 40;

const surge = Array.from({ length: surgeSize }, (_, index) => `n${index}.surge.social`);

/** Figures by which an alias is known again. */
const figures = figuresOf({ users_total: 50, users_active_month: 20, local_posts: 900 });
const rules = {
  first: ['Be kind', 'No ads of any sort, please', 'No politics'],
  second: ['No ads of any sort, ever', 'Be kind', 'Speak English'],
} as const;
const kept = [ruleOf('Be kind')];

/** Visits in their order; a batch is what is visited at one time. */
const batches = [
  // Found while the census began.
  [
    ...['old.social', 'www.old.social', 'gone.social', 'left.social', 'failing.social', 'hermit.social'].map(
      (host) =>
        visitOf(host, '2026-09-20T08:00:00Z', {
          instance: reading({
            figures: host.endsWith('old.social') ? figures : figuresOf({ users_total: 9 }),
            class: host === 'hermit.social' ? 'personal' : 'community',
            rules: host === 'old.social' ? rules.first.map(ruleOf) : kept,
          }),
        }),
    ),
  ],
  [visitOf('autumn.social', '2026-10-10T08:00:00Z')],
  [
    failedVisit('gone.social', '2026-10-25T08:00:00Z'),
    failedVisit('hermit.social', '2026-10-25T08:00:00Z'),
    failedVisit('failing.social', '2026-11-20T08:00:00Z'),
  ],
  [
    visitOf('old.social', '2026-11-05T08:00:00Z', {
      instance: reading({ figures, rules: rules.second.map(ruleOf) }),
    }),
  ],
  [
    failedVisit('gone.social', '2026-11-10T08:00:00Z', { status: 'gone', consecutiveFailures: 9 }),
    failedVisit('hermit.social', '2026-11-10T08:00:00Z', { status: 'gone', consecutiveFailures: 9 }),
    visitOf('old.social', '2026-11-10T08:00:00Z', { instance: reading({ figures, rules: [] }) }),
  ],
  [
    visitOf('left.social', '2026-11-12T08:00:00Z', {
      ...{ outcome: 'moved', status: 'moved', movedTo: hostName('old.social'), instance: null },
    }),
  ],
  surge.map((host, index) => visitOf(host, `2026-11-15T08:${String(index).padStart(2, '0')}:00Z`)),
  [
    visitOf('old.social', '2026-11-18T08:00:00Z', {
      instance: reading({ figures, rules: rules.second.map(ruleOf) }),
    }),
  ],
  [
    visitOf('fresh.social', '2026-11-20T08:00:00Z', {
      instance: reading({ name: 'Fresh & <new>', description: 'For people\nwho read', languages: ['en'] }),
    }),
    visitOf('forum.social', '2026-11-21T08:00:00Z', {
      instance: reading({
        ...{ name: null, description: null, software: 'lemmy', version: null },
        ...{ languages: ['pt-BR'], registrations: null },
      }),
    }),
    visitOf('hermitage.social', '2026-11-21T08:00:00Z', { instance: reading({ class: 'personal' }) }),
    visitOf('weblog.social', '2026-11-21T08:00:00Z', { instance: reading({ class: 'cms' }) }),
    visitOf('liar.social', '2026-11-21T08:00:00Z'),
    visitOf('brief.social', '2026-11-21T08:00:00Z'),
  ],
  [failedVisit('brief.social', '2026-11-22T08:00:00Z')],
];

/** Fills a migrated, empty database with two months in which something of all happens that feeds tell. */
export async function fillFeedsCensus(db: CensusDatabase): Promise<void> {
  const hosts = [...new Set(batches.flat().map(({ host }) => host))];
  await addHosts(db, hosts, { source: 'seed', at: new Date('2026-09-20T00:00:00Z') });
  for (const batch of batches) await db.transaction().execute((trx) => recordVisits(trx, batch));
  await db
    .insertInto('quarantine_finding')
    .values({
      host_id: await idOf(db, 'liar.social'),
      rule: 'absurd',
      from_day: '2026-11-21',
      to_day: null,
      detail: '',
    })
    .execute();
  await reckonUntil(db, '2026-10-03');
}

/** Says that servers first observed by a day were there before the census. */
export async function reckonUntil(db: CensusDatabase, day: string): Promise<void> {
  const days = { first_day: '2026-09-20', through_day: '2026-11-23', found_until: day };
  await db
    .insertInto('vital_reckoning')
    .values({
      ...days,
      left_truncated: 6,
      idle_days: [],
      fingerprint: 'd41d8cd98f00b204e9800998ecf8427e',
      reckoned_at: feedsNow,
    })
    .execute();
}

async function idOf(db: CensusDatabase, name: string): Promise<number> {
  const row = await db
    .selectFrom('host')
    .select('host_id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return row.host_id;
}
