import { utcDayOf } from '../../db/model/utc-day.ts';
import { parseJson } from '../net/json.ts';
import { UnreadableFile } from './file-bytes.ts';
import { jsonElements } from './json-elements.ts';
import { type ListFormat, maxRowsOfADay } from './list-format.ts';
import { type RowReading, readListedRow } from './listed-row.ts';
import { isObjectALine, looksLike } from './looks-like.ts';
import { readDay, readInstant } from './read-day.ts';

/** An entry holds descriptions in HTML; real ones have some kilobytes. */
const maxElementBytes = 1_000_000;
const jsonLimits = { maxDepth: 32, maxItems: 10_000, maxKeys: 1_000 };
/** Instants of the last check; the API and the database behind it spell them differently. */
const checkKeys = ['checked_at', 'checkedAt', 'updated_at', 'updatedAt'] as const;

/**
 * The format `instances-social`: `instances.json` of instances.social, an array of `{name, users, statuses, connections,
 * up, openRegistrations, …}`, or an answer of its API 1.0, the same in `{"instances": […]}`.
 *
 * The file is one list of one day: that of `--at`; else the day of the newest check that an entry states; else today.
 * Entries that are down stay in, as the site lists them; those that it calls dead do not. `active_users` is the log-ins
 * of a week, and nothing that we count.
 */
export const instancesSocial: ListFormat = {
  source: 'instances.social',
  maxBytes: 1_000_000_000,
  maxRowsOfADay,
  read: (file, { takenAt, now }) => {
    let newestCheck: Date | null = null;
    const lastInstant = new Date(now.getTime() + 86_400_000);
    async function* rows(): AsyncGenerator<RowReading> {
      const beginning = file.head.toString();
      if (!/^\ufeff?\s*[[{]/.test(beginning) || isObjectALine(beginning)) throw otherFormat(file.head);
      let entries = 0;
      let named = 0;
      for await (const element of jsonElements(file.parts, { maxElementBytes, arrayKey: 'instances' })) {
        entries += 1;
        const entry = element === null ? null : parseEntry(element);
        if (entry === null) {
          yield { ok: false, reason: element === null ? 'row-too-long' : 'bad-row' };
          continue;
        }
        if (Object.hasOwn(entry, 'name')) named += 1;
        const checkedAt = newestOf(entry, lastInstant);
        if (checkedAt !== null && (newestCheck === null || checkedAt > newestCheck)) newestCheck = checkedAt;
        yield readEntry(entry, checkedAt);
      }
      if (entries > 0 && named === 0) throw otherFormat(file.head);
    }
    return {
      rows: rows(),
      ignoredColumns: () => [],
      dayOfUndated: () => {
        if (takenAt !== null) return { day: utcDayOf(takenAt), from: 'given' };
        return newestCheck === null
          ? { day: utcDayOf(now), from: 'now' }
          : { day: utcDayOf(newestCheck), from: 'checks' };
      },
    };
  },
};

function otherFormat(head: Buffer): UnreadableFile {
  return new UnreadableFile(
    `It is no instances.json of instances.social, a JSON array of objects with a name: it looks like ${looksLike(head)}.`,
  );
}

type Entry = Readonly<Record<string, unknown>>;

function parseEntry(element: Buffer): Entry | null {
  let parsed = parseJson(element, jsonLimits);
  // Bytes that are no UTF-8 cost a row only where they are in its name, and there they are seen as U+FFFD.
  if (!parsed.ok && parsed.reason === 'bad-encoding')
    parsed = parseJson(Buffer.from(element.toString()), jsonLimits);
  const value = parsed.ok ? parsed.value : null;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entry) : null;
}

function own(entry: Entry, key: string): unknown {
  return Object.hasOwn(entry, key) ? entry[key] : undefined;
}

/** Null: none is stated; one in the future, or on a day before there was anything to check, says nothing. */
function newestOf(entry: Entry, lastInstant: Date): Date | null {
  const instants = checkKeys.flatMap((key) => {
    const raw = own(entry, key);
    const instant = readDay(raw) === undefined ? undefined : readInstant(raw);
    return instant === undefined || instant > lastInstant ? [] : [instant.getTime()];
  });
  return instants.length === 0 ? null : new Date(Math.max(...instants));
}

function readEntry(entry: Entry, checkedAt: Date | null): RowReading {
  if (own(entry, 'dead') === true) return { ok: false, reason: 'dead' };
  const isOpen = own(entry, 'openRegistrations') ?? own(entry, 'open_registrations');
  const raw = {
    domain: own(entry, 'name'),
    // The site lists servers that speak Mastodon's API, and does not say which software.
    software: 'mastodon',
    version: own(entry, 'version'),
    registrations: isOpen === true ? 'open' : isOpen === false ? 'closed' : null,
    users_total: own(entry, 'users'),
    local_posts: own(entry, 'statuses'),
    checkedAt,
  };
  return readListedRow(raw, null);
}
