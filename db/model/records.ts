import { z } from 'zod';
import { figureNames } from './figures.ts';
import { instanceClasses } from './instance-class.ts';
import { featureNames } from './instance-details.ts';
import { quirkNames } from './quirks.ts';
import { ruleChangeKinds } from './rule-changes.ts';
import { ruleTopics } from './rule-topics.ts';
import { ruleDocuments } from './rules.ts';
import { instanceStatuses, registrationModes } from './status.ts';

/**
 * The public records, snake_case, exactly as the API, CSV, NDJSON and Parquet have them. One schema gives the types, the
 * API's documentation, and the columns of exports (`record-columns.ts`). Additions are free; a rename or removal breaks users.
 */

const domain = z.string().describe('Host name in punycode, lower case.');
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ format: 'date', description: 'Day in UTC, YYYY-MM-DD.' });
const instant = z.string().meta({ format: 'date-time', description: 'Instant in UTC, ISO 8601.' });
const count = z.number().int().nonnegative();
const stated = count.nullable().describe('What the server reported; null when it did not say.');
const registrations = z
  .enum(registrationModes)
  .nullable()
  .describe('How one gets an account; null when not stated.');

/** A server as listed: what it said most recently, and what we saw of it. */
export const instanceRecord = z.object({
  domain,
  unicode_domain: z
    .string()
    .describe('The same name as people write it; in punycode when its letters could be taken for others.'),
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
  network_country: z
    .string()
    .nullable()
    .describe(
      'Country in which the network is registered that answered us, ISO 3166-1 alpha-2 (or XK): "host network in", not "located in"; behind a CDN it is the CDN\'s. Null when unknown.',
    ),
  class: z
    .enum(instanceClasses)
    .describe('What kind of thing it is: relays, bridges and blog systems are no communities of people.'),
  account_domain: domain
    .nullable()
    .describe('Name under which its accounts are known, when it states one: `@somebody@account_domain`.'),
  rule_documents: z
    .array(z.enum(ruleDocuments))
    .describe(
      'Which of its rules are documents (a sidebar, terms …), where its software has no list of rules.',
    ),
  rule_topics: z
    .array(z.enum(ruleTopics))
    .describe('What its rules in force are about, found by patterns; "other" when nothing else.'),
  rules_unread: z
    .enum(['forbidden', 'not-offered', 'failed'])
    .nullable()
    .describe(
      'Why the rules could not be read at the last visit: "forbidden" by robots.txt or to strangers, "not-offered" by the software, "failed". Null when they were read.',
    ),
  peers_unread: z
    .enum(['forbidden', 'not-published', 'failed'])
    .nullable()
    .describe('Why there is no peer list; null when there is one.'),
  named_by: count.describe(
    'About how many independent servers (by registrable domain) name this one in their peer lists; who they are is not kept.',
  ),
  quirks: z
    .array(z.enum(quirkNames))
    .describe('Ways in which its figures do not mean what their names say; see the method page.'),
  notes: z
    .array(z.object({ path: z.string(), reason: z.string() }))
    .describe('Where its documents depart from their shapes, so that something was not taken as it stands.'),
  reason_required: z.boolean().nullable().describe('Whether who applies must give a reason.'),
  minimum_age: count.nullable().describe('In years.'),
  sign_up_message: z.string().nullable().describe('What it tells those who cannot sign up at once.'),
  sign_up_url: z.string().nullable(),
  contact_url: z.string().nullable().describe('Page of the person who answers for the server.'),
  icon_url: z.string().nullable(),
  thumbnail_url: z.string().nullable(),
  source_url: z.string().nullable().describe('Where the source of its software is.'),
  terms_url: z.string().nullable(),
  privacy_url: z.string().nullable(),
  unattended_since: day
    .nullable()
    .describe('Since when nobody looks after it, when it says so (FEP-e4de): not a place to sign up.'),
  features: z
    .partialRecord(z.enum(featureNames), z.union([z.number(), z.boolean()]))
    .describe('What the server lets its members do, as far as it states that.'),
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
  language_source: z
    .enum(['stated', 'detected'])
    .nullable()
    .describe('Whether the server states the language, or we found it out from the text.'),
  translations: z.record(z.string(), z.object({ text: z.string(), hint: z.string().nullable() })),
  valid_from: instant.describe(
    'When we first read this rule; moving within the list does not make it a new one.',
  ),
  valid_to: instant.nullable().describe('When we first read the rules without it; null = in force.'),
  document: z
    .enum(ruleDocuments)
    .nullable()
    .describe(
      'Which document the text is, where a software has no list of rules; null for one rule of a list.',
    ),
  topics: z
    .array(z.enum(ruleTopics))
    .describe('What it is about, found by patterns; empty until it has been classified.'),
  topic_patterns: z
    .array(z.string())
    .describe('Names of the patterns that its topics were found by: "en.hate.slurs".'),
});
/** See {@link ruleRecord}. */
export type RuleRecord = z.infer<typeof ruleRecord>;

const ruleSide = z
  .object({ position: z.number().int().positive(), text: z.string(), hint: z.string().nullable() })
  .nullable();

/** One set of rules of one server, and what changed in it against the set before. */
export const ruleSetChangesRecord = z.object({
  valid_from: instant.describe('When we first read this set.'),
  valid_to: instant.nullable().describe('When we first read another one, or none; null = in force.'),
  rules_count: count,
  changes: z
    .array(
      z.object({
        kind: z.enum(ruleChangeKinds),
        before: ruleSide.describe('Null for a rule that was added.'),
        after: ruleSide.describe('Null for a rule that was removed.'),
      }),
    )
    .nullable()
    .describe('Against the set before; null when there is none.'),
});
/** See {@link ruleSetChangesRecord}. */
export type RuleSetChangesRecord = z.infer<typeof ruleSetChangesRecord>;

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
  class: z.enum(instanceClasses).describe('What kind of thing it was on that day.'),
  null_reasons: z
    .partialRecord(z.enum(figureNames), z.enum(['refused', 'invalid']))
    .describe(
      'Why a figure is null, where it is not merely unstated: "refused", its document is closed to us; "invalid", what it said is no count.',
    ),
});
/** See {@link snapshotRecord}. */
export type SnapshotRecord = z.infer<typeof snapshotRecord>;

const total = (what: string) => count.describe(what);
/** Figures of a day, of the network or of a part of it. */
export const dayFigures = {
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
  servers_known: total('Hosts known by the end of the day; of a part of the network, servers in it.'),
  servers_asked: total('Of these, visited on this day.'),
  servers_answered: total('Of these, whose last visit of the day read their NodeInfo.'),
  servers_refused: total(
    'Of the known, those whose robots.txt, or a flag, keeps us out: by the newest visit of 14 days.',
  ),
  servers_failed: total('Of the asked, those whose last visit of the day found nothing.'),
  servers_quarantined: total('Servers left out of the totals by a quarantine rule.'),
  users_total_quarantined: total('What they say they have; at most 2^53 - 1.'),
  users_active_month_quarantined: total('What they say they have; at most 2^53 - 1.'),
  servers_stating_active_month: total(
    'Servers that count and state how many users were active in a month; others do not report it.',
  ),
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
  servers: count
    .nullable()
    .describe('For a list of servers: those that count, without the quarantined ones.'),
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
