import type { ExportSubject } from '../../db/model/record-columns.ts';
import type { PublicRecord } from '../../db/model/record-text.ts';
import type { Withdrawal } from '../../db/queries/withdrawals.ts';

/** Whether a name may stand in no file any more. */
export type IsWithdrawn = (name: unknown) => boolean;

/** Makes the question from the list: a host by its name, a domain with all that stands below it. */
export function whoIsWithdrawn(withdrawals: readonly Pick<Withdrawal, 'name' | 'isDomain'>[]): IsWithdrawn {
  const hosts = new Set(withdrawals.filter(({ isDomain }) => !isDomain).map(({ name }) => name));
  const domains = new Set(withdrawals.filter(({ isDomain }) => isDomain).map(({ name }) => name));
  return (name) => {
    if (typeof name !== 'string') return false;
    if (hosts.has(name)) return true;
    if (domains.size === 0) return false;
    const labels = name.split('.');
    return labels.some((_, index) => domains.has(labels.slice(index).join('.')));
  };
}

/** Columns in which an instance's record names another host, as `db/queries/instance-rows.ts` knows them. */
const namingColumns = ['moved_to', 'account_domain'] as const;

/**
 * What is left of a published record when some names are forgotten: null when it is about one of them; the record itself, the same
 * object, when it names none.
 */
export function forgetInRecord(
  what: ExportSubject,
  record: PublicRecord,
  isWithdrawn: IsWithdrawn,
): PublicRecord | null {
  if (what === 'archive') return forgetInArchive(record, isWithdrawn);
  if (isWithdrawn(record.domain)) return null;
  if (what !== 'instances') return record;
  const named = namingColumns.filter((column) => isWithdrawn(record[column]));
  return named.length === 0
    ? record
    : { ...record, ...Object.fromEntries(named.map((column) => [column, null])) };
}

function forgetInArchive(record: PublicRecord, isWithdrawn: IsWithdrawn): PublicRecord {
  const { quarantined } = record;
  if (!Array.isArray(quarantined)) return record;
  const left = quarantined.filter((entry: { readonly domain?: unknown }) => !isWithdrawn(entry.domain));
  return left.length === quarantined.length ? record : { ...record, quarantined: left };
}
