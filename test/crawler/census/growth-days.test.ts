import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { concentrationOf, lorenzCurveOf, rankUsers } from '../../../crawler/census/growth/concentration.ts';
import { comparePanel, type Reports } from '../../../crawler/census/growth/panel.ts';
import { reviseDays } from '../../../crawler/census/revise-days.ts';
import { rollUpDays } from '../../../crawler/census/roll-up.ts';
import { panelDaysBack } from '../../../db/model/panel-days.ts';
import { sizeClassOf } from '../../../db/model/size-class.ts';
import { addDays, daysFromTo, type UtcDay } from '../../../db/model/utc-day.ts';
import { carriedDays } from '../../../db/queries/counted-days.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { failedVisit, figuresOf, hostName, reading, visitOf } from '../../support/visit-records.ts';

// Over the end of a short month, so that values are carried and panels reach from month to month.
const firstDay = '2026-02-10' as UtcDay;
const days = daysFromTo(firstDay, addDays(firstDay, 50));
const servers = ['a.social', 'b.social', 'c.social', 'd.social'];
/** Asked every day and never up: no day is idle. */
const silent = 'silent.social';
const now = new Date('2026-06-01T00:00:00Z');
const zero = { deaths: 0, births: 0, revivals: 0, departures: 0 };

type Found =
  | { readonly total: number | null; readonly active: number | null }
  | 'failed'
  | 'refused'
  | 'moved';
interface Visit {
  readonly server: string;
  readonly day: number;
  readonly found: Found;
}

const users = fc.option(fc.nat({ max: 2_000 }), { freq: 4 });
const visit = fc.record<Visit>({
  server: fc.constantFrom(...servers),
  day: fc.nat({ max: days.length - 1 }),
  found: fc.oneof(
    { weight: 6, arbitrary: fc.record({ total: users, active: users }) },
    { weight: 2, arbitrary: fc.constantFrom('failed' as const, 'refused' as const, 'moved' as const) },
  ),
});
const history = fc.uniqueArray(visit, {
  ...{ minLength: 15, maxLength: 60, size: 'max' as const },
  selector: ({ server, day }: Visit) => `${server} ${day}`,
});
const span = fc.record({
  server: fc.constantFrom(...servers),
  from: fc.nat({ max: 50 }),
  length: fc.nat({ max: 20 }),
});
type Span = { readonly server: string; readonly from: number; readonly length: number };

/** By the words of the README alone: what an instance is on a day. */
function standing(visits: readonly Visit[], spans: readonly Span[], server: string, day: number) {
  const found = (on: number) => visits.find((each) => each.server === server && each.day === on)?.found;
  const reach = Array.from({ length: carriedDays + 1 }, (_, back) => day - back);
  const reportedOn = reach.find((on) => typeof found(on) === 'object');
  if (reportedOn === undefined) return undefined;
  const isOut = reach.some((on) => on > reportedOn && (found(on) === 'refused' || found(on) === 'moved'));
  const isQuarantined = spans.some(
    (each) => each.server === server && each.from <= reportedOn && reportedOn <= each.from + each.length,
  );
  const said = found(reportedOn);
  if (isOut || isQuarantined || typeof said !== 'object') return undefined;
  return { isObserved: reportedOn === day, ...said };
}

function recount(visits: readonly Visit[], spans: readonly Span[]) {
  const on = (day: number) =>
    servers.flatMap((server) => {
      const stands = standing(visits, spans, server, day);
      return stands === undefined ? [] : [{ server, ...stands }];
    });
  const observed = (day: number, figure: 'total' | 'active'): Reports =>
    new Map(on(day).flatMap((each) => (each.isObserved ? [[each.server, each[figure]]] : [])));
  const before = (day: number) =>
    [...days.keys()].filter((each) => each < day && observed(each, 'total').size > 0).at(-1);
  const concentration = days.flatMap((day, index) => {
    const counts = on(index).map(({ active }) => active);
    const [measures, ranked] = [concentrationOf(counts), rankUsers(counts)];
    if (measures === null || ranked === null) return [];
    const { servers: count, inhabited, hhi, shannon, evenness, gini, topShares } = measures;
    const shares = Object.fromEntries(topShares.map(({ k, share }) => [`top_${k}_share`, share]));
    const lorenz = lorenzCurveOf(ranked).map((point) => [
      Math.fround(point.servers),
      Math.fround(point.users),
    ]);
    return [
      {
        day,
        servers: count,
        inhabited,
        users_active_month: measures.users,
        ...shares,
        hhi,
        shannon,
        evenness,
        gini,
        lorenz,
      },
    ];
  });
  const panels = days.flatMap((day, index) => {
    const link = index - (before(index) ?? Number.NaN);
    const backs = [...new Set([...panelDaysBack, link])]
      .filter((back) => index - back >= 0)
      .sort((a, b) => a - b);
    return backs.flatMap((back) => {
      const [then, later] = [observed(index - back, 'total'), observed(index, 'total')];
      if (then.size === 0 || later.size === 0) return [];
      const total = comparePanel(then, later);
      const active = comparePanel(observed(index - back, 'active'), observed(index, 'active'));
      return [
        {
          ...{ day, days_back: back, is_link: back === link },
          ...{ servers: [...then.keys()].filter((each) => later.has(each)).length },
          ...{ servers_then: then.size, servers_now: later.size },
          ...{ servers_stating_total: total.servers },
          ...{ users_total_then: total.usersThen, users_total_now: total.usersNow },
          ...{ servers_stating_active_month: active.servers },
          ...{ users_active_month_then: active.usersThen, users_active_month_now: active.usersNow },
        },
      ];
    });
  });
  const vital = days.map((day, index) => {
    const row = { day, alive: on(index).length, ...zero };
    for (const server of servers) {
      const counts = (each: number) => standing(visits, spans, server, each) !== undefined;
      if (counts(index) && !counts(index - 1))
        row[Array.from({ length: index }, (_, each) => each).some(counts) ? 'revivals' : 'births'] += 1;
      if (!counts(index - 1) || counts(index)) continue;
      const isSilent = Array.from({ length: carriedDays }, (_, back) => index - 1 - back).every(
        (each) => standing(visits, spans, server, each)?.isObserved !== true || index - each > carriedDays,
      );
      row[isSilent ? 'deaths' : 'departures'] += 1;
    }
    return row;
  });
  const first = days.findIndex((_, index) => observed(index, 'total').size > 0);
  return {
    concentration,
    panels,
    vital: first < 0 ? [] : vital.slice(first),
    churn: recountChurn(visits, spans),
  };
}

/** Births, ends and days at risk by month and size, of which only the counts can be told from the words alone. */
function recountChurn(visits: readonly Visit[], spans: readonly Span[]) {
  const rows = new Map<string, { starts: number; ends: number; server_days: number }>();
  const rowOf = (day: number, active: number | null) => {
    const key = `${days[day]?.slice(0, 7)}-01 ${sizeClassOf(active)}`;
    const row = rows.get(key) ?? { starts: 0, ends: 0, server_days: 0 };
    rows.set(key, row);
    return row;
  };
  for (const server of servers) {
    for (const day of days.keys()) {
      const [before, here] = [day - 1, day].map((each) => standing(visits, spans, server, each));
      if (before !== undefined) rowOf(day, before.active).server_days += 1;
      if (before !== undefined && here === undefined) rowOf(day, before.active).ends += 1;
      if (before === undefined && here !== undefined) rowOf(day, here.active).starts += 1;
    }
  }
  return [...rows].map(([key, row]) => ({ key, ...row })).sort((a, b) => (a.key < b.key ? -1 : 1));
}

async function stored(db: CensusDatabase) {
  const { rows: concentration } = await sql<
    Record<string, unknown> & { lorenz_servers: number[]; lorenz_users: number[] }
  >`
    select day, servers, inhabited, users_active_month, top_1_share, top_10_share, top_100_share, hhi, shannon, evenness, gini,
      lorenz_servers, lorenz_users from concentration_day order by day`.execute(db);
  const { rows: panels } = await sql<Record<string, unknown>>`
    select day, days_back, is_link, servers, servers_then, servers_now, servers_stating_total, users_total_then, users_total_now,
      servers_stating_active_month, users_active_month_then, users_active_month_now from panel_day order by day, days_back`.execute(
    db,
  );
  const { rows: vital } = await sql<Record<string, unknown>>`select * from vital_day order by day`.execute(
    db,
  );
  const { rows: churn } = await sql<{ key: string }>`
    select month || ' ' || size as key, births + revivals as starts, deaths + departures as ends, server_days
    from churn_month`.execute(db);
  return {
    concentration: concentration.map(({ lorenz_servers, lorenz_users, ...row }) => ({
      ...row,
      lorenz: lorenz_servers.map((share, index) => [
        Math.fround(share),
        Math.fround(lorenz_users[index] ?? Number.NaN),
      ]),
    })),
    panels,
    vital,
    churn: churn.sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

/** Cohorts and churn, and what they were reckoned from. */
async function lived(db: CensusDatabase) {
  const { rows } = await sql`
    select 'cohort' as kind, to_jsonb(survival_cohort) as row from survival_cohort
    union all select 'churn', to_jsonb(churn_month) from churn_month
    union all select 'reckoning', to_jsonb(vital_reckoning) - 'fingerprint' - 'reckoned_at' from vital_reckoning
    order by 1, 2`.execute(db);
  return rows;
}

function recordOf({ server, day, found }: Visit) {
  const at = `${days[day]}T05:00:00Z`;
  if (found === 'failed') return failedVisit(server, at);
  if (found === 'refused') return failedVisit(server, at, { outcome: 'robots-denied', status: 'refused' });
  if (found === 'moved')
    return visitOf(server, at, {
      outcome: 'moved',
      status: 'moved',
      movedTo: hostName('elsewhere.social'),
      instance: null,
    });
  const stated = { users_total: found.total, users_active_month: found.active };
  const figures = figuresOf(Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== null)));
  return visitOf(server, at, { instance: reading({ figures, rules: null }) });
}

async function quarantine(db: CensusDatabase, { server, from, length }: Span): Promise<void> {
  await sql`
    insert into quarantine_finding (host_id, rule, from_day, to_day, detail)
    select host_id, 'absurd', ${days[from]}::date, ${addDays(firstDay, from + length)}::date, '' from host
    where name = ${server}`.execute(db);
}

test('what is stored day by day equals a recount and a recomputation, also when a host is forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.uniqueArray(span, { maxLength: 2, selector: ({ server }) => server }),
      fc.constantFrom(...servers),
      async (visits, spans, forgotten) => {
        await using database = await createTestDatabase();
        const { db } = database;
        const names = [...servers, silent];
        await addHosts(db, names.map(hostName), { source: 'seed', at: new Date(firstDay) });
        for (const each of spans) await quarantine(db, each);
        for (const [index, day] of days.entries()) {
          const records = visits.filter((each) => each.day === index).map(recordOf);
          await db
            .transaction()
            .execute((trx) =>
              recordVisits(trx, [...records, failedVisit(silent, `${day}T06:00:00Z`, { status: 'silent' })]),
            );
          // As a crawl does: while the day runs, and once more when it is over.
          await rollUpDays(db, index === 0 ? [day] : [addDays(day, -1), day], new Date(`${day}T12:00:00Z`));
        }
        await rollUpDays(db, days.slice(-1), now);
        const recounted = recount(visits, spans);
        expect(await stored(db)).toEqual(recounted);
        const dayByDay = await lived(db);

        for (const table of ['concentration_day', 'panel_day', 'vital_reckoning'])
          await sql`delete from ${sql.table(table)}`.execute(db);
        await rollUpDays(db, days, now);
        expect(await stored(db)).toEqual(recounted);
        expect(await lived(db)).toEqual(dayByDay);

        await db.transaction().execute((trx) => optOutHost(trx, hostName(forgotten), { at: now }));
        await reviseDays(db, now);
        expect(await stored(db)).toEqual(
          recount(
            visits.filter(({ server }) => server !== forgotten),
            spans,
          ),
        );
      },
    ),
    { numRuns: 4 },
  );
}, 300_000);
