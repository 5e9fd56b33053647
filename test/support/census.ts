import { rollUpDays } from '../../crawler/census/roll-up.ts';
import { ruleClassifier } from '../../crawler/rule-topics/rule-classifier.ts';
import { noDetails } from '../../db/model/instance-details.ts';
import { addDays, daysFromTo, type UtcDay, utcDayOf } from '../../db/model/utc-day.ts';
import type { InstanceReading, VisitRecord } from '../../db/model/visit-record.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { addHosts } from '../../db/writes/add-hosts.ts';
import { classifyNewRules } from '../../db/writes/classify-rules.ts';
import { recordVisits } from '../../db/writes/record-visits.ts';
import { type InventedServer, inventedServers } from './invented-servers.ts';
import { notable, notableServers, serversOnGenerativeAi } from './notable-servers.ts';
import { failedVisit, figuresOf, hostName, peersOf, reading, visitOf } from './visit-records.ts';

/** The instant at which the invented census stands: its newest day is not over. */
export const censusNow = new Date('2026-11-24T10:00:00Z');
/** Days of history before the running one. */
const historyDays = 45;
/** So many of the servers that do not exist are in it, beside the notable ones. */
export const inventedInCensus = 405;
/** On these days the crawl did not run: the series has a gap. */
const idleDays: ReadonlySet<string> = new Set(['2026-10-24', '2026-10-25', '2026-10-26']);

/**
 * Fills a migrated, empty database with an invented census: some 430 servers, 45 days, the same at every call. Goes
 * through the census's own writes, so that totals and histories are what the crawl would have made of it.
 */
export async function fillCensus(db: CensusDatabase): Promise<void> {
  const servers = [...notable(), ...inventedServers(inventedInCensus), ...serversOnGenerativeAi()];
  const firstDay = addDays(utcDayOf(censusNow), -historyDays);
  await addHosts(
    db,
    servers.map(({ domain }) => hostName(domain)),
    { source: 'seed', at: new Date(`${firstDay}T00:10:00Z`) },
  );
  for (const day of daysFromTo(firstDay, utcDayOf(censusNow)).filter((each) => !idleDays.has(each))) {
    await recordDay(db, servers, day, firstDay);
  }
  await moveAccountDomain(db, firstDay);
  await quarantine(db, notableServers.quarantined);
  const days = daysFromTo(firstDay, utcDayOf(censusNow)).filter((each) => !idleDays.has(each));
  await rollUpDays(db, days, censusNow);
  await classifyNewRules(db, ruleClassifier);
}

async function moveAccountDomain(db: CensusDatabase, day: UtcDay): Promise<void> {
  const name = hostName(notableServers.accountDomain);
  await addHosts(db, [name], { source: 'peer', at: new Date(`${day}T00:10:00Z`) });
  const visit = visitOf(name, `${day}T01:00:00Z`, {
    outcome: 'moved',
    status: 'moved',
    movedTo: hostName(notableServers.largest),
    instance: null,
  });
  await db.transaction().execute((trx) => recordVisits(trx, [visit]));
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
    if (progress < (server.answersFrom ?? 0)) return [];
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
      ...rulesOn(server, progress),
      details: { ...noDetails, ...server.details },
      class: server.class ?? 'community',
      quirks: server.quirks ?? [],
      accountDomain: server.accountDomain === undefined ? null : hostName(server.accountDomain),
      latencyMs: 40 + ((index * 37) % 400),
      network: server.network ?? null,
    }),
    peers: peersOf(
      server.active === null
        ? { count: null, unread: 'not-published' }
        : // Every seventh server's list names the largest one.
          { count: 900 + index, hosts: index % 7 === 3 ? [hostName(notableServers.largest)] : [] },
    ),
  });
}

/** The rules that a server states on a day, or why they cannot be read. */
function rulesOn(
  { rules, ruleHistory = [], rulesReadUntil = 1, rulesUnread = 'not-offered' }: InventedServer,
  progress: number,
): Pick<InstanceReading, 'rules' | 'rulesUnread' | 'isPartlyRead'> {
  const stated = ruleHistory.find(({ until }) => progress < until)?.rules ?? rules;
  return stated === null || progress > rulesReadUntil
    ? { rules: null, rulesUnread, isPartlyRead: rulesUnread === 'failed' }
    : { rules: stated, rulesUnread: null, isPartlyRead: false };
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
    .insertInto('quarantine_finding')
    .values({
      host_id,
      rule: 'month-above-total',
      from_day: '2026-10-10',
      to_day: null,
      detail: 'states 9,000,000 users active in a month of 12 accounts',
    })
    .execute();
}
