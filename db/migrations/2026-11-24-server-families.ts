import { type Kysely, sql } from 'kysely';

/**
 * What every family of software says: details, class, quirks and account domain of an instance; rules that last beyond
 * the set they stand in, with their topics; where a paged peer list goes on; how many servers name a host. Frozen.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [instanceColumns, namingTable, ruleTables, keepRules, dropOldRules].flat()) {
    await sql.raw(statement).execute(db);
  }
}

const instanceColumns = [
  `alter table host add column peers_cursor text`,
  `alter table instance
     add column details jsonb not null default '{}',
     add column class text not null default 'community' constraint instance_class_check
       check (class in ('community', 'personal', 'bridge', 'relay', 'cms')),
     add column quirks text[] not null default '{}',
     add column notes jsonb not null default '[]',
     add column rules_unread text constraint instance_rules_unread_check
       check (rules_unread in ('forbidden', 'not-offered', 'failed')),
     add column peers_unread text constraint instance_peers_unread_check
       check (peers_unread in ('forbidden', 'not-published', 'failed')),
     add column rule_documents text[] not null default '{}',
     add column rule_topics text[] not null default '{}',
     add column account_domain text`,
  'create index instance_account_domain_idx on instance (account_domain) where account_domain is not null',
  'create index instance_rule_topics_idx on instance using gin (rule_topics)',
];

// Narrow and without a second index, with room in every page: one of its columns changes often.
const namingTable = [
  `create table host_naming (
     host_id bigint primary key references host,
     namers bit(256) not null
   ) with (fillfactor = 60)`,
];

const ruleTables = [
  'alter table rule rename to rule_of_set',
  'alter table rule_of_set rename constraint rule_pkey to rule_of_set_pkey',
  `create table rule (
     rule_id bigint generated always as identity primary key,
     host_id bigint not null references host,
     content_run text,
     rule_set_id bigint not null,
     text text not null,
     hint text,
     language text,
     language_source text constraint rule_language_source_check check (language_source in ('stated', 'detected')),
     translations jsonb not null default '{}',
     document text constraint rule_document_check check (document in
       ('sidebar', 'legal-information', 'code-of-conduct', 'terms', 'moderation')),
     valid_from timestamptz not null,
     valid_to timestamptz,
     classified_by smallint,
     constraint rule_span_check check (valid_to is null or valid_to >= valid_from)
   )`,
  `create table rule_set_rule (
     rule_set_id bigint not null references rule_set on delete cascade,
     position integer not null constraint rule_set_rule_position_check check (position > 0),
     rule_id bigint not null references rule on delete cascade,
     primary key (rule_set_id, position)
   )`,
  `create table rule_topic (
     rule_id bigint not null references rule on delete cascade,
     topic text not null constraint rule_topic_topic_check check (topic in
       ('hate', 'harassment', 'privacy', 'sexual-content', 'violence', 'illegal-content', 'minors', 'spam',
        'misinformation', 'generative-ai', 'bots', 'content-warnings', 'copyright', 'politics', 'cryptocurrency',
        'language', 'off-topic', 'impersonation', 'self-harm', 'moderation', 'other')),
     pattern text not null,
     primary key (rule_id, topic, pattern)
   )`,
];

/** A rule that stands in successive sets of an instance becomes one rule. */
const keepRules = [
  `create temporary table kept_rule on commit drop as
     with placed as (
       select rule_of_set.*, rule_set.host_id, rule_set.valid_from, rule_set.valid_to,
         dense_rank() over (partition by rule_set.host_id order by rule_set.valid_from, rule_set.rule_set_id) as version,
         md5(rule_of_set.text || coalesce(rule_of_set.hint, '') || rule_of_set.translations::text) as content
       from rule_of_set join rule_set on rule_set.rule_set_id = rule_of_set.rule_set_id)
     select placed.*, version - dense_rank() over (partition by host_id, content order by version) as run from placed`,
  `insert into rule (host_id, content_run, rule_set_id, text, hint, language, language_source, translations,
       valid_from, valid_to)
     select host_id, content || '-' || run, max(rule_set_id), min(text), min(hint), min(language),
       case when min(language) is null then null else 'stated' end, min(translations::text)::jsonb, min(valid_from),
       case when bool_or(valid_to is null) then null else max(valid_to) end
     from kept_rule group by host_id, content, run`,
  `insert into rule_set_rule (rule_set_id, position, rule_id)
     select kept_rule.rule_set_id, kept_rule.position, rule.rule_id
     from kept_rule
     join rule on rule.host_id = kept_rule.host_id and rule.content_run = kept_rule.content || '-' || kept_rule.run`,
  'alter table rule drop column content_run',
  'create index rule_host_id_idx on rule (host_id, rule_id)',
  'create index rule_unclassified_idx on rule (host_id) where classified_by is null',
  'create index rule_topic_topic_idx on rule_topic (topic, rule_id)',
  'create index rule_set_rule_rule_id_idx on rule_set_rule (rule_id)',
];

const dropOldRules = ['drop table rule_of_set'];
