import { scheduleNextVisit, type VisitedHost } from '../../../crawler/schedule/next-visit.ts';
import { classOf } from '../../../crawler/software/software-class.ts';
import type { Figures } from '../../../db/model/figures.ts';
import type { HostName } from '../../../db/model/host-name.ts';
import type { VisitRecord } from '../../../db/model/visit-record.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { type Random, randomFor } from '../../fediverse/random.ts';
import { figuresOf, reading, visitOf } from '../../support/visit-records.ts';
import { type Away, type CastServer, type CastSize, isAlive, ownOutagesOf } from './cast.ts';

const [dayMs, hourMs] = [86_400_000, 3_600_000];
/** As the crawler writes them. */
const recordedAtOnce = 500;
/** A single visit that fails for no lasting reason. */
const hiccupShare = 0.01;
/** Hosts that were due during a pause of ours are visited within so many hours after it. */
const spreadHours = 6;

/** A name in the frontier. */
interface Name {
  readonly host: HostName;
  readonly server: CastServer;
  schedule: VisitedHost;
  /** Milliseconds since 1970, as the other. */
  nextVisitAtMs: number;
  visitedAtMs: number;
}

/** What an answer said; the census stores it, the usual ways of counting see it alone. */
export interface Answer {
  readonly host: HostName;
  readonly atMs: number;
  readonly usersTotal: number | null;
  readonly usersActiveMonth: number | null;
  /** The first day on which its server states anything false; null: never. */
  readonly liesOn: number | null;
}

/**
 * Visits the servers of a cast day by day, when the crawler's own schedule says so, and records what comes of it as the
 * crawler does: through `recordVisits`, in batches. Times in which we are away ourselves see no visit.
 */
export class CastCrawl {
  readonly #db: CensusDatabase;
  readonly #cast: readonly CastServer[];
  readonly #ownOutages: readonly Away[];
  readonly #startMs: number;
  readonly #random: Random;
  readonly #names = new Map<HostName, Name>();

  constructor(db: CensusDatabase, cast: readonly CastServer[], size: CastSize) {
    this.#db = db;
    this.#cast = cast;
    this.#ownOutages = ownOutagesOf(size);
    this.#startMs = Date.parse(size.firstDay);
    this.#random = randomFor(size.seed, 'crawl');
  }

  /** Makes and records every visit of a day. */
  async day(day: number): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    await this.#learn(day);
    const endMs = this.#startMs + (day + 1) * dayMs;
    for (;;) {
      // At most one visit a host and batch; what fails in the morning is asked again before night.
      const records: VisitRecord[] = [];
      for (const name of this.#names.values()) {
        this.#postpone(name);
        if (name.nextVisitAtMs < endMs) records.push(this.#visit(name, answers));
      }
      if (records.length === 0) break;
      for (let start = 0; start < records.length; start += recordedAtOnce) {
        const batch = records.slice(start, start + recordedAtOnce);
        await this.#db.transaction().execute((trx) => recordVisits(trx, batch));
      }
      for (const { movedTo } of records) if (movedTo !== null) this.#addMoved(movedTo);
      await this.#readAliases();
    }
    return answers;
  }

  /** Names that the crawler comes to know on a day, as others' peer lists would bring them. */
  async #learn(day: number): Promise<void> {
    const learnt = this.#cast.flatMap((server) => [
      { server, host: server.host, at: server.knownAt },
      ...(server.alias === null ? [] : [{ server, host: server.alias.host, at: server.alias.knownAt }]),
    ]);
    const fresh = learnt.filter(({ at }) => Math.floor(at) === day);
    await addHosts(
      this.#db,
      fresh.map(({ host }) => host),
      { source: 'seed', at: new Date(this.#startMs + day * dayMs) },
    );
    for (const { server, host, at } of fresh) this.#add(host, server, this.#startMs + at * dayMs);
  }

  #add(host: HostName, server: CastServer, nextVisitAtMs: number): void {
    const schedule = { status: 'new', consecutiveFailures: 0, failingSince: null, lastUpAt: null } as const;
    this.#names.set(host, { host, server, schedule, nextVisitAtMs, visitedAtMs: 0 });
  }

  /** `recordVisits` has added the name; the crawler asks it within the hour. */
  #addMoved(host: HostName): void {
    if (this.#names.has(host)) return;
    const from = [...this.#names.values()].find(({ server }) => server.moves?.to === host);
    if (from !== undefined) this.#add(host, from.server, from.visitedAtMs + hourMs);
  }

  /** Those that were found to be second names are asked again when the table says so. */
  async #readAliases(): Promise<void> {
    const rows = await this.#db
      .selectFrom('host')
      .select(['name', 'next_visit_at'])
      .where('status', '=', 'moved')
      .execute();
    for (const { name, next_visit_at } of rows) {
      const known = this.#names.get(name as HostName);
      if (known !== undefined && next_visit_at !== null) known.nextVisitAtMs = next_visit_at.getTime();
    }
  }

  #postpone(name: Name): void {
    for (const { from, to } of this.#ownOutages) {
      const [fromMs, toMs] = [this.#startMs + from * dayMs, this.#startMs + to * dayMs];
      if (name.nextVisitAtMs >= fromMs && name.nextVisitAtMs < toMs)
        name.nextVisitAtMs = toMs + this.#random.next() * spreadHours * hourMs;
    }
  }

  #visit(name: Name, answers: Answer[]): VisitRecord {
    const { host, server } = name;
    const visitedAt = new Date(Math.round(name.nextVisitAtMs));
    const at = (visitedAt.getTime() - this.#startMs) / dayMs;
    const day = Math.floor(at);
    const outcome = this.#outcomeOf(name, at);
    name.visitedAtMs = visitedAt.getTime();
    const next = scheduleNextVisit(name.schedule, { outcome, visitedAt, retryAfterSeconds: null }, () =>
      this.#random.next(),
    );
    const { failingSince, lastUpAt } = name.schedule;
    name.schedule = {
      ...{ status: next.status, consecutiveFailures: next.consecutiveFailures },
      failingSince: next.consecutiveFailures === 0 ? null : (failingSince ?? visitedAt),
      lastUpAt: outcome === 'up' ? visitedAt : lastUpAt,
    };
    name.nextVisitAtMs = next.nextVisitAt?.getTime() ?? Number.POSITIVE_INFINITY;
    const stated = server.life[day]?.stated;
    const isUp = outcome === 'up' && stated !== undefined;
    if (isUp) answers.push({ host, atMs: visitedAt.getTime(), liesOn: server.liesOn, ...stated });
    return visitOf(host, visitedAt.toISOString(), {
      ...{ outcome, ...next, instance: isUp ? readingOf(server, host, stated) : null },
      movedTo: outcome === 'moved' ? (server.moves?.to ?? null) : null,
      namedHosts: outcome === 'moved' && server.moves !== null ? [server.moves.to] : [],
    });
  }

  #outcomeOf({ host, server }: Name, at: number): VisitRecord['outcome'] {
    const day = Math.floor(at);
    if (!isAlive(server, day)) return 'dns-not-found';
    if (server.away.some(({ from, to }) => from <= at && at < to)) return 'connection-refused';
    if (this.#random.chance(hiccupShare)) return 'timed-out';
    if (server.refusesOn !== null && day >= server.refusesOn) return 'robots-denied';
    if (server.moves !== null && day >= server.moves.on && host !== server.moves.to) return 'moved';
    return 'up';
  }
}

function readingOf(
  { software, version, network, alias, host: canonical }: CastServer,
  host: HostName,
  stated: CastServer['life'][number]['stated'],
): VisitRecord['instance'] {
  const figures: Figures = figuresOf({
    ...(stated.usersTotal === null ? {} : { users_total: stated.usersTotal }),
    ...(stated.usersActiveMonth === null ? {} : { users_active_month: stated.usersActiveMonth }),
    ...(stated.localPosts === null ? {} : { local_posts: stated.localPosts }),
  });
  const said = stated.software ?? software;
  return reading({
    ...{ software: said, version, figures, registrations: stated.registrations ?? null, rules: null },
    class: classOf(said, figures.users_total),
    network: { prefix: network, country: null },
    accountDomain: alias === null || host === canonical ? null : canonical,
  });
}
