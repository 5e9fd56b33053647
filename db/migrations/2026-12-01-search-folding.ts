import { domainToUnicode } from 'node:url';
import { type Kysely, sql } from 'kysely';

/**
 * Folds the texts that are searched anew: kana, points of vowels, letters of the Arabic script, what cannot be seen, kinds of
 * apostrophes, hyphens and white space do not matter any more. Frozen.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  let after = 0;
  for (;;) {
    const { rows } = await sql<KnownText>`
      select instance.host_id, host.name as domain, instance.name, instance.description
      from instance join host on host.host_id = instance.host_id
      where instance.host_id > ${after} order by instance.host_id limit ${foldedAtOnce}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.host_id;
    // Most texts fold as before, and an index of trigrams is dear to write.
    await sql`
      update instance_search set sort_name = folded.sort_name, search_text = folded.search_text
      from jsonb_to_recordset(${JSON.stringify(rows.map(folded))}::jsonb)
        as folded (host_id bigint, sort_name text, search_text text)
      where instance_search.host_id = folded.host_id
        and (instance_search.sort_name, instance_search.search_text)
          is distinct from (folded.sort_name, folded.search_text)`.execute(db);
  }
}

interface KnownText {
  readonly host_id: number;
  readonly domain: string;
  readonly name: string | null;
  readonly description: string | null;
}

const foldedAtOnce = 1_000;

function folded({ host_id, domain, name, description }: KnownText) {
  const texts = [domain, domainToUnicode(domain), name ?? '', description ?? ''].map(fold);
  return {
    host_id,
    sort_name: name === null ? null : fold(name).slice(0, 100).toWellFormed(),
    search_text: [...new Set(texts)].join('\u0001').slice(0, 20_000).toWellFormed(),
  };
}

const letters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŧ: 't', ŋ: 'n' },
  ...{ ς: 'σ', ٱ: 'ا', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ە: 'ه', ہ: 'ه', ھ: 'ه' },
  ...{ '٠': '0', '١': '1', '٢': '2', '٣': '3', '٤': '4', '٥': '5', '٦': '6', '٧': '7', '٨': '8', '٩': '9' },
  ...{ '۰': '0', '۱': '1', '۲': '2', '۳': '3', '۴': '4', '۵': '5', '۶': '6', '۷': '7', '۸': '8', '۹': '9' },
  ...{ '‘': "'", '’': "'", ʼ: "'", '‐': '-', '‒': '-', '–': '-', '—': '-', '−': '-', '。': '.' },
};
const lettersOf = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g, '')
    .replace(
      /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/g,
      '',
    )
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(lettersOf, (letter) => letters[letter] ?? letter)
    .replace(/[\u30a1-\u30f6\u30fd\u30fe]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
    .replace(/\s+/g, ' ')
    .normalize('NFC');
}
