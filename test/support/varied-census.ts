import { sql } from 'kysely';
import type { FigureName } from '../../db/model/figures.ts';
import { instanceClasses } from '../../db/model/instance-class.ts';
import { ruleTopics } from '../../db/model/rule-topics.ts';
import { registrationModes } from '../../db/model/status.ts';
import type { VisitRecord } from '../../db/model/visit-record.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { addHosts } from '../../db/writes/add-hosts.ts';
import { recordVisits } from '../../db/writes/record-visits.ts';
import { type Random, randomFor } from '../fediverse/random.ts';
import { failedVisit, figuresOf, hostName, peersOf, reading, ruleOf, visitOf } from './visit-records.ts';

/** What servers of the varied census differ in. */
export const variedCensus = {
  software: ['mastodon', 'hometown', 'akkoma', 'lemmy', 'wordpress', 'constructor', 'relay'],
  versions: [
    '4.5.1',
    '4.5',
    '4.5.0-rc1',
    'v4.4.10',
    '4.4.9+glitch',
    '2',
    '0.0',
    '1.0.0.0.1',
    'HEAD-1a2b',
    null,
  ],
  countries: ['DE', 'FR', 'XK', 'US'],
  /** Of which texts are made: letters that fold, wildcards, and scripts that have none. */
  letters: ['a', 'A', 'é', 'É', 'ü', 'ß', 's', 'Ｍ', '%', '_', '\\', ' ', '東', 'が'],
} as const;

const servers = 90;
const dayMs = 86_400_000;

/**
 * Fills a migrated, empty database with servers that differ in everything that a list can be narrowed or ordered by, some
 * of which are unstated, quarantined or gone. Instants lie in the last 60 days before `now`, at half days.
 */
export async function fillVariedCensus(db: CensusDatabase, now: Date): Promise<void> {
  const random = randomFor('varied census');
  const at = (daysAgo: number) => new Date(now.getTime() - (daysAgo + 0.5) * dayMs);
  for (let index = 0; index < servers; index += 1) {
    // Of every eighth name the letters are seen in Unicode alone.
    const host = hostName(index % 8 === 3 ? `büro-${index}.example.org` : `server-${index}.example.org`);
    const seenDaysAgo = 20 + random.below(40);
    await addHosts(db, [host], { source: 'seed', at: at(seenDaysAgo) });
    const upDaysAgo = random.below(20);
    const visits = [visitFor(host, at(upDaysAgo), random)];
    if (random.chance(0.3) && upDaysAgo > 0) visits.push(laterVisit(host, at(upDaysAgo - 1), random));
    for (const visit of visits) await db.transaction().execute((trx) => recordVisits(trx, [visit]));
  }
  await decideTheRest(db);
}

function visitFor(host: string, visitedAt: Date, random: Random): VisitRecord {
  const maybe = <Value>(value: Value) => (random.chance(0.2) ? null : value);
  const text = (length: number) =>
    Array.from({ length: 1 + random.below(length) }, () => random.pick(variedCensus.letters))
      .join('')
      .trim() || null;
  const figures: Partial<Record<FigureName, number>> = {};
  for (const name of ['users_total', 'users_active_month', 'users_active_half_year', 'local_posts'] as const)
    if (random.chance(0.8)) figures[name] = random.chance(0.1) ? 0 : random.below(400);
  return visitOf(host, visitedAt.toISOString(), {
    instance: reading({
      software: random.pick(variedCensus.software),
      version: random.pick(variedCensus.versions),
      name: maybe(text(6)),
      description: maybe(text(30)),
      languages: maybe(random.sample(['en', 'pt', 'pt-BR', 'zh-Hant-TW', 'de'], 1 + random.below(2))),
      registrations: maybe(random.pick(registrationModes)),
      figures: figuresOf(figures),
      class: random.pick(instanceClasses),
      latencyMs: random.below(900),
      network: maybe({ prefix: '10.1.2.0/24', country: maybe(random.pick(variedCensus.countries)) }),
      rules: maybe(Array.from({ length: random.below(4) }, (_, place) => ruleOf(`Rule ${place}`))),
    }),
    peers: peersOf({ count: maybe(random.below(2_000)) }),
  });
}

function laterVisit(host: string, visitedAt: Date, random: Random): VisitRecord {
  const at = visitedAt.toISOString();
  if (random.chance(0.3))
    return visitOf(host, at, {
      outcome: 'moved',
      status: 'moved',
      movedTo: hostName('server-0.example.org'),
      instance: null,
    });
  return failedVisit(host, at, { status: random.chance(0.5) ? 'failing' : 'gone' });
}

/** What comes of many days elsewhere: uptime, topics of rules, a few large servers, and what rules refuse to count. */
async function decideTheRest(db: CensusDatabase): Promise<void> {
  await sql`update instance set
    uptime_30d = case when host_id % 7 > 0 then least(1, (host_id * 13 % 31) / 30.0) end,
    rule_topics = case when host_id % 3 = 0 then ${[ruleTopics[0], ruleTopics[7]]}::text[]
      when host_id % 3 = 1 then ${[ruleTopics[7]]}::text[] else '{}' end`.execute(db);
  await sql`update instance set users_active_month = case when host_id % 23 = 0 then 20000 else 1000 + host_id end
    where host_id % 11 = 0 or host_id % 23 = 0`.execute(db);
  await sql`insert into quarantine_finding (host_id, rule, from_day, to_day, detail)
    select host_id, 'absurd', '2020-01-01', case when host_id % 10 = 0 then '2020-02-01'::date end, 'too many'
    from instance where host_id % 5 = 0`.execute(db);
}
