import { sql } from 'kysely';
import { ruleTopics } from '../model/rule-topics.ts';
import type { CensusDatabase } from '../tables.ts';
import { usersActiveOfAll } from './instance-filter.ts';
import { listedInstances } from './instance-rows.ts';

/**
 * Which servers could somebody join today? Communities that are up, whose figures count, that take sign-ups at once or after
 * somebody has looked at them, and that somebody looks after (FEP-e4de). One row a server, by host id.
 */
export async function chooserCandidates(db: CensusDatabase) {
  const rows = await listedInstances(db)
    .where('host.status', '=', 'up')
    .where('instance.class', '=', 'community')
    .where('instance.registrations', 'in', ['open', 'approval'])
    .where('quarantine.rule', 'is', null)
    .where(sql<boolean>`instance.details ->> 'unattended_since' is null`)
    .select([
      'host.host_id as hostId',
      'host.name as domain',
      'software.name as software',
      'instance.languages',
      'instance.registrations',
      'instance.users_active_month as usersActiveMonth',
      'instance.rules_count as rulesCount',
      'instance.rule_topics as ruleTopics',
      'instance.network_country as networkCountry',
      'instance.uptime_30d as uptime',
      'host.first_seen_at as firstSeenAt',
    ])
    .orderBy('host.host_id')
    .execute();
  return rows.map((row) => ({
    ...row,
    registrations: row.registrations === 'open' ? ('open' as const) : ('approval' as const),
    ruleTopics: ruleTopics.filter((topic) => row.ruleTopics.includes(topic)),
  }));
}

/** How many people are active on all servers that count today, together? */
export async function activeUsersOfAll(db: CensusDatabase): Promise<number> {
  const { rows } = await sql<{ users: number }>`select ${usersActiveOfAll} as users`.execute(db);
  return rows[0]?.users ?? 0;
}
