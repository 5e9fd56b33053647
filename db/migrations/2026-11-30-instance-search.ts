import { domainToUnicode } from 'node:url';
import { type Kysely, sql } from 'kysely';

/**
 * What lists of instances are narrowed by: the numbers of a version, languages with what they are kinds of, and the texts
 * that are searched, folded, in a table of their own with an index of trigrams where the server has them. Frozen.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [versionNumbers, languageRanges, filterIndexes, searchTable].flat())
    await sql.raw(statement).execute(db);
  await foldKnownTexts(db);
  await sql.raw(trigramIndex).execute(db);
}

const versionNumbers = [
  // Zeros at the end fall away, so that 4.5 is 4.5.0. `numeric`, since digits may be endless.
  `alter table release add column version_numbers numeric[] generated always as (
     string_to_array(regexp_replace(
       substring(version from '^[vV]?([0-9]+([.][0-9]+)*)'), '([.]0+)+$', ''), '.')::numeric[]) stored`,
];

const languageRanges = [
  `create function language_ranges(tags text[]) returns text[]
     language sql immutable parallel safe strict
     as $$
       select array(
         select distinct array_to_string((string_to_array(lower(tag), '-'))[:subtags], '-')
         from unnest(tags) as tag, generate_series(1, cardinality(string_to_array(tag, '-'))) as subtags
         order by 1)
     $$`,
  `alter table instance add column language_ranges text[] generated always as (language_ranges(languages)) stored`,
];

const filterIndexes = [
  // Which hosts are listed, without reading their rows: what every list of instances asks.
  `create index host_listed_idx on host (host_id) include (status)
     where status in ('up', 'failing', 'gone', 'moved')`,
  'create index instance_language_ranges_idx on instance using gin (language_ranges)',
  'create index instance_registrations_idx on instance (registrations)',
  'create index instance_network_country_idx on instance (network_country)',
];

const searchTable = [
  `create table instance_search (
     host_id bigint primary key references instance on delete cascade,
     sort_name text collate "C",
     search_text text not null
   )`,
];

interface KnownText {
  readonly host_id: number;
  readonly domain: string;
  readonly name: string | null;
  readonly description: string | null;
}

const foldedAtOnce = 1_000;

/** As the crawler folds from now on what it reads: those that do not answer any more are to be found too. */
async function foldKnownTexts(db: Kysely<unknown>): Promise<void> {
  let after = 0;
  for (;;) {
    const { rows } = await sql<KnownText>`
      select instance.host_id, host.name as domain, instance.name, instance.description
      from instance join host on host.host_id = instance.host_id
      where instance.host_id > ${after} order by instance.host_id limit ${foldedAtOnce}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.host_id;
    await sql`
      insert into instance_search (host_id, sort_name, search_text)
      select host_id, sort_name, search_text from jsonb_to_recordset(${JSON.stringify(rows.map(folded))}::jsonb)
        as folded (host_id bigint, sort_name text, search_text text)`.execute(db);
  }
}

function folded({ host_id, domain, name, description }: KnownText) {
  const texts = [domain, domainToUnicode(domain), name ?? '', description ?? ''].map(fold);
  return {
    host_id,
    sort_name: name === null ? null : fold(name).slice(0, 100).toWellFormed(),
    search_text: [...new Set(texts)].join('\u0001').slice(0, 20_000).toWellFormed(),
  };
}

const letters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŧ: 't', ς: 'σ' },
};

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g, '')
    .replace(/[ßæœøłđðþħıŧς]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFC');
}

/** Not there, not allowed, or there in a schema in which names are not looked for: then searches read all texts. */
const trigramIndex = `do $$
  begin
    create extension if not exists pg_trgm;
    create index instance_search_text_idx on instance_search using gin (search_text gin_trgm_ops);
  exception when others then
    raise warning 'pg_trgm cannot be used (%): searches will read all texts', sqlerrm;
  end
$$`;
