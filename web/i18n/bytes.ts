import type { SiteFormatter } from './formatter.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in the reader's language, to three digits at most: "1.2 MB". Thousands, as units of the SI. */
export function formatBytes(format: SiteFormatter, bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1_000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return format.number(bytes / 1_000 ** power, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: 'short',
    maximumSignificantDigits: 3,
  });
}
