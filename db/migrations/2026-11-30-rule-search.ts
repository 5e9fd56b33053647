import { type Kysely, sql } from 'kysely';

/**
 * Search over rules in force: by words, by parts of words in scripts that do not part words, and by texts that many
 * servers share. Frozen.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [functions, indexes].flat()) await sql.raw(statement).execute(db);
}

// Scripts whose words stand without blanks between them: Thai, Lao, Burmese, Khmer, Han, kana, Bopomofo and the like.
const unspaced = String.raw`\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff`;
// Named by their numbers: what a class such as [:punct:] holds depends on the database's locale.
const punctuation = String.raw`\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u200b\u200e-\u206f\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\ufe00-\ufe0f\ufe30-\ufe6f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U0001f000-\U0001fbff`;

const functions = [
  // PostgreSQL's parser takes "racism/sexism" for a file and "e-mail" for one word and two: it is given words alone.
  `create function spaced_words(text text) returns text language sql immutable strict parallel safe
     return regexp_replace(lower(text), '[${punctuation}${unspaced}]+', ' ', 'g')`,
  `create function rule_words(text text, hint text) returns tsvector language sql immutable parallel safe
     return to_tsvector('simple', spaced_words(text || ' ' || coalesce(hint, '')))`,
  `create function is_unspaced(text text, hint text) returns boolean language sql immutable parallel safe
     return text || ' ' || coalesce(hint, '') ~ '[${unspaced}]'`,
];

const indexes = [
  // Texts are told apart by 16 bytes: an index of whole texts would be as large as the table, and has a longest entry.
  'alter table rule add column text_key uuid not null generated always as (md5(text)::uuid) stored',
  'create index rule_text_key_idx on rule (text_key, host_id) where valid_to is null',
  // Topics and languages are found without reading the texts.
  'create index rule_in_force_idx on rule (rule_id) include (text_key, language) where valid_to is null',
  'create index rule_words_idx on rule using gin (rule_words(text, hint)) where valid_to is null',
  'create index rule_unspaced_idx on rule (text_key) where valid_to is null and is_unspaced(text, hint)',
];
