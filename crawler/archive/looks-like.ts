import { cleanLine } from '../../db/model/text.ts';

/** Files that are no text, by their first bytes (`file`'s magic numbers). */
const signatures: readonly (readonly [first: string, what: string])[] = [
  ['504b0304', 'a ZIP archive'],
  ['1f8b', 'gzip within gzip'],
  ['28b52ffd', 'a zstd archive'],
  ['fd377a585a00', 'an xz archive'],
  ['425a68', 'a bzip2 archive'],
  ['53514c69746520666f726d61742033', 'an SQLite database'],
  ['50415231', 'a Parquet file'],
  ['25504446', 'a PDF'],
  ['fffe', 'text in UTF-16; it must be UTF-8'],
  ['feff', 'text in UTF-16; it must be UTF-8'],
];

/**
 * Whether a file may be lines of plain text: it does not begin as JSON, as a page, or as one of the known kinds of file.
 *
 * @param head its first bytes.
 */
export function isLines(head: Buffer): boolean {
  return signatureOf(head) === undefined && !/^\ufeff?\s*[<[{]/.test(head.toString());
}

/** Whether a file begins as JSON objects on lines of their own (NDJSON). */
export function isObjectALine(text: string): boolean {
  return /^\ufeff?\s*\{[^\n]*\}\s*\n\s*\{/.test(text);
}

/**
 * What a file seems to be, for the sentence that refuses it; reads on after "It looks like".
 *
 * @param head its first bytes.
 */
export function looksLike(head: Buffer): string {
  const known = signatureOf(head);
  if (known !== undefined) return known;
  const text = head
    .toString()
    .replace(/^\ufeff/, '')
    .trimStart();
  if (text === '') return 'an empty file';
  if (text.includes('\0')) return 'no text';
  if (text.startsWith('<')) return 'a page (HTML or XML)';
  if (text.startsWith('[') || text.startsWith('{')) return looksLikeJson(text);
  return looksLikeCsv(text);
}

function signatureOf(head: Buffer): string | undefined {
  const hex = head.subarray(0, 16).toString('hex');
  return signatures.find(([first]) => hex.startsWith(first))?.[1];
}

function looksLikeJson(text: string): string {
  if (isObjectALine(text)) return 'JSON, an object a line';
  const has = (...keys: readonly string[]) => keys.every((key) => text.includes(`"${key}"`));
  if (has('period', 'user_count')) return 'the format joinmastodon-statistics';
  if (has('name', 'users')) return 'the format instances-social';
  return 'JSON of another shape';
}

function looksLikeCsv(text: string): string {
  const [line = ''] = text.split(/\r\n|\n|\r/, 1);
  const cells = new Set(line.split(',').map((cell) => cell.replaceAll('"', '').trim()));
  const has = (...columns: readonly string[]) => columns.every((column) => cells.has(column));
  if (has('date', 'server_count', 'user_count')) return 'the format joinmastodon-statistics';
  if (has('day', 'domain')) return 'the format csv';
  return `text that begins with "${cleanLine(line, 80) ?? ''}"`;
}
