import { z } from 'zod';
import { instanceStatuses, registrationModes } from './status.ts';

/**
 * The public records, snake_case, exactly as the API, CSV and NDJSON print them. One schema gives the types, the
 * API's documentation and the order of columns. Additions are free; a rename or removal breaks users.
 */

const domain = z.string().describe('Host name in punycode, lower case.');
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('Day in UTC, YYYY-MM-DD.');
const instant = z.string().describe('Instant in UTC, ISO 8601.');
const count = z.number().int().nonnegative();
const stated = count.nullable().describe('What the server reported; null when it did not say.');
const registrations = z
  .enum(registrationModes)
  .nullable()
  .describe('How one gets an account; null when not stated.');

/** A server as listed: what it said most recently, and what we saw of it. */
export const instanceRecord = z.object({
  domain,
  unicode_domain: z.string().describe('The same name as people write it.'),
  url: z.url(),
  status: z.enum(instanceStatuses),
  moved_to: domain.nullable().describe('The name that took over, when status is "moved".'),
  software: z.string().describe('Name as NodeInfo gives it, lower case.'),
  version: z.string().nullable(),
  name: z.string().nullable(),
  description: z.string().nullable().describe('Plain text.'),
  languages: z.array(z.string()).nullable().describe('BCP 47 tags; null when not stated.'),
  registrations,
  users_total: stated,
  users_active_month: stated,
  users_active_half_year: stated,
  local_posts: stated,
  local_comments: stated,
  quarantine: z
    .object({ rule: z.string(), since: day, detail: z.string() })
    .nullable()
    .describe('Why the figures are left out of totals; null when they count.'),
  rules_count: count.nullable().describe('Number of rules; null when we could not read them.'),
  peers_count: count.nullable().describe('Length of the published peer list; null when not published.'),
  first_seen_at: instant,
  last_up_at: instant,
  last_visit_at: instant,
  uptime_30d: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('Share of visits of the last 30 days that succeeded.'),
  latency_ms: count.nullable().describe('Time to the NodeInfo answer at the last successful visit.'),
  network_country: z.string().nullable().describe('ISO 3166-1 code of the host network; null when unknown.'),
});
/** See {@link instanceRecord}. */
export type InstanceRecord = z.infer<typeof instanceRecord>;

/** One rule of one server during one span of time. */
export const ruleRecord = z.object({
  domain,
  position: z.number().int().positive(),
  text: z.string(),
  hint: z.string().nullable(),
  language: z.string().nullable(),
  translations: z.record(z.string(), z.object({ text: z.string(), hint: z.string().nullable() })),
  valid_from: instant.describe('When we first read this set.'),
  valid_to: instant.nullable().describe('When we first read another one; null = in force.'),
});
/** See {@link ruleRecord}. */
export type RuleRecord = z.infer<typeof ruleRecord>;

/** What one instance reported on one UTC day. */
export const snapshotRecord = z.object({
  day,
  domain,
  software: z.string(),
  version: z.string().nullable(),
  users_total: stated,
  users_active_month: stated,
  users_active_half_year: stated,
  local_posts: stated,
  local_comments: stated,
  peers_count: stated,
  registrations,
  quarantine_rule: z.string().nullable(),
});
/** See {@link snapshotRecord}. */
export type SnapshotRecord = z.infer<typeof snapshotRecord>;

const total = (what: string) => count.describe(what);
const dayFigures = {
  servers_observed: total('Servers that reported on this day.'),
  servers_carried: total(
    'Servers that did not answer on this day and count with their newest value, at most 14 days old.',
  ),
  users_total: total('Observed plus carried.'),
  users_total_observed: count,
  users_total_carried: count,
  users_active_month: total('Observed plus carried.'),
  users_active_month_observed: count,
  users_active_month_carried: count,
  users_active_half_year: total('Observed plus carried.'),
  users_active_half_year_observed: count,
  users_active_half_year_carried: count,
  local_posts: total('Observed plus carried.'),
  local_posts_observed: count,
  local_posts_carried: count,
  servers_known: total('Hosts known by the end of the day.'),
  servers_refused: total('Hosts whose robots.txt keeps us out.'),
  servers_failed: total('Hosts visited on this day without success.'),
  servers_quarantined: total('Servers left out of the totals by a quarantine rule.'),
  partial: z.boolean().describe('True while the day is not over.'),
  revised_at: instant
    .nullable()
    .describe('When a finished day was last recomputed to other values; null = never.'),
};

/** One UTC day of the whole network. */
export const networkRecord = z.object({ day, ...dayFigures });
/** See {@link networkRecord}. */
export type NetworkRecord = z.infer<typeof networkRecord>;

/** One UTC day of one software. */
export const softwareRecord = z.object({ day, software: z.string(), ...dayFigures });
/** See {@link softwareRecord}. */
export type SoftwareRecord = z.infer<typeof softwareRecord>;

/** One day of somebody else's history; never added to our own counts. */
export const archiveRecord = z.object({
  source: z.string(),
  day,
  servers: count.nullable(),
  users_total: count.nullable(),
  users_active_month: count.nullable(),
  users_total_raw: count
    .nullable()
    .describe('For a list of servers: the sum before names were merged and rows quarantined.'),
  servers_quarantined: count.nullable(),
  quarantined: z.array(z.object({ domain: z.string(), rule: z.string() })).nullable(),
});
/** See {@link archiveRecord}. */
export type ArchiveRecord = z.infer<typeof archiveRecord>;
