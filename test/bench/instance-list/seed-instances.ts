import { addDays, parseUtcDay, type UtcDay } from '../../../db/model/utc-day.ts';
import type { VisitRecord } from '../../../db/model/visit-record.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { type Random, randomFor } from '../../fediverse/random.ts';
import { type InventedServer, inventedServers } from '../../support/invented-servers.ts';
import { failedVisit, figuresOf, hostName, peersOf, reading, visitOf } from '../../support/visit-records.ts';
import { timeMs } from '../benchmark.ts';

/** Visits that are written in one transaction. */
const writtenAtOnce = 1_000;
const seededDay = parseUtcDay('2026-11-24') ?? ('' as UtcDay);

const versions: Readonly<Record<string, readonly string[]>> = {
  mastodon: ['4.5.1', '4.5.0', '4.4.8', '4.4.3+glitch', '4.3.15', '4.2.10', '4.6.0-alpha.1', '3.5.19'],
  misskey: ['2026.10.0', '2026.9.1', '2025.12.2', '13.14.2', '12.119.2'],
  lemmy: ['0.19.14', '0.19.5', '0.18.5', '1.0.0-rc1'],
};
const software = [
  ['mastodon', 38],
  ['misskey', 9],
  ['lemmy', 4],
  ['peertube', 8],
  ['pixelfed', 4],
  ['gotosocial', 8],
  ['wordpress', 10],
  ['akkoma', 4],
  ['pleroma', 3],
  ['sharkey', 4],
  ['friendica', 2],
  ['writefreely', 3],
  ['owncast', 3],
] as const;
const countries = [
  ['US', 30],
  ['DE', 22],
  ['FR', 12],
  ['JP', 11],
  ['FI', 5],
  ['NL', 5],
  ['CA', 4],
  ['GB', 4],
  ['AU', 2],
  ['BR', 2],
] as const;
const words =
  'people gardens maps rivers music trains birds repair libraries cooking science bicycles games poems games radio neighbours students weather history astronomy knitting coffee mountains open free source servers friendly moderated community without advertising hosted volunteers association quiet small general purpose instance federated'.split(
    ' ',
  );

/** What the seeded instances are made of. */
export const seeded = { software, countries, words } as const;

/**
 * Fills a migrated, empty database through the census's own writes: servers whose software, sizes, countries and texts are
 * shared out about as in the fediverse, and two names beside each at which nobody was found.
 */
export class InstanceSeed {
  readonly #db: CensusDatabase;
  readonly #batches: readonly (readonly InventedServer[])[];

  /** @param beside so many of the invented servers are there already and are left out. @default 0 */
  constructor(db: CensusDatabase, count: number, beside = 0) {
    this.#db = db;
    const servers = inventedServers(beside + count).slice(beside);
    this.#batches = Array.from({ length: Math.ceil(count / writtenAtOnce) }, (_, index) =>
      servers.slice(index * writtenAtOnce, (index + 1) * writtenAtOnce),
    );
  }

  /** Adds all names and writes the first visit of each server, a day before {@link seededDay}. */
  async addAll(): Promise<void> {
    for (const [index, batch] of this.#batches.entries()) {
      const names = batch.flatMap(({ domain }) => [domain, `dead-${domain}`, `gone-${domain}`]);
      const at = new Date(`${addDays(seededDay, -20 * index - 1)}T00:10:00Z`);
      await addHosts(this.#db, names.map(hostName), { source: 'seed', at });
      await this.#write(addDays(seededDay, -1), batch);
    }
  }

  /**
   * Visits some thousands a second time: most of what they say is unchanged, one in ten does not answer.
   *
   * @param turn other servers in each turn.
   * @returns how long it took to write a thousand visits, in milliseconds; median.
   */
  async visitAgain(turn: number): Promise<number> {
    const times: number[] = [];
    for (const batch of this.#batches.filter((_, index) => index % 3 === turn))
      times.push(await timeMs(() => this.#write(seededDay, batch)));
    return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
  }

  async #write(day: UtcDay, batch: readonly InventedServer[]): Promise<void> {
    const visits = batch.map((server) => visitFor(server, day));
    await this.#db.transaction().execute((trx) => recordVisits(trx, visits));
  }
}

function visitFor(server: InventedServer, day: UtcDay): VisitRecord {
  const random = randomFor('instance list', server.domain);
  const at = `${day}T0${random.below(9)}:${10 + random.below(50)}:00Z`;
  const name = random.pickWeighted(software);
  const instance = instanceOf(server, name, random);
  const visit = visitOf(server.domain, at, {
    instance,
    peers: peersOf({ count: random.chance(0.7) ? random.below(30_000) : null }),
  });
  return day === seededDay && random.chance(0.1)
    ? failedVisit(server.domain, at, { status: random.chance(0.5) ? 'failing' : 'gone' })
    : visit;
}

function instanceOf(server: InventedServer, name: string, random: Random) {
  const active = Math.round((server.active ?? 0) * random.next());
  const length = 5 + Math.floor(60 * random.next() ** 2);
  const told = Array.from({ length }, () => random.pick(words)).join(' ');
  return reading({
    software: name,
    version: random.pick(versions[name] ?? ['1.0.0', '0.20.2', '2.7.1']),
    name: server.name,
    description: `${server.description} ${told}`,
    languages: random.chance(0.7) ? server.languages : null,
    registrations: server.registrations,
    figures: figuresOf({
      users_total: active * (2 + random.below(5)) + 1,
      users_active_month: active,
      users_active_half_year: Math.round(active * 1.6),
      local_posts: active * random.below(400),
    }),
    rules: server.rules,
    class: server.class ?? (active < 3 ? 'personal' : 'community'),
    latencyMs: 20 + random.below(900),
    network: {
      prefix: `10.${random.below(250)}.${random.below(250)}.0/24`,
      country: random.pickWeighted(countries),
    },
  });
}
