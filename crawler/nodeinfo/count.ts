import type { Figure } from '../../db/model/figures.ts';
import { absentFigure } from '../../db/model/figures.ts';
import type { NoteReason } from './reading.ts';

const invalid: Figure = { value: null, provenance: 'invalid' };

/** Longer strings of digits cannot be safe integers. */
const maxDigits = 16;

/**
 * Reads a count as NodeInfo 2.1 defines it (an integer of at least 0), forgiving numbers in strings, which NodeBB on
 * Redis and old Pixelfed send. Negative, fractional, unsafe, boolean and other values are `invalid`, never clamped or
 * rounded. Missing and null are `absent`.
 */
export function readCount(raw: unknown): { readonly figure: Figure; readonly note: NoteReason | null } {
  if (raw === undefined || raw === null) return { figure: absentFigure, note: null };
  if (typeof raw === 'string') return readDigits(raw.trim());
  if (typeof raw !== 'number') return { figure: invalid, note: 'wrong-type' };
  return readNumber(raw, null);
}

function readDigits(text: string): { readonly figure: Figure; readonly note: NoteReason } {
  if (text.length > maxDigits || !/^-?\d+$/.test(text)) return { figure: invalid, note: 'wrong-type' };
  const { figure, note } = readNumber(Number(text), null);
  return { figure, note: note ?? 'number-as-string' };
}

function readNumber(value: number, note: NoteReason | null) {
  if (value < 0) return { figure: invalid, note: 'negative' as const };
  if (!Number.isInteger(value)) return { figure: invalid, note: 'not-an-integer' as const };
  if (!Number.isSafeInteger(value)) return { figure: invalid, note: 'beyond-safe-integers' as const };
  // Object.is tells -0 apart, which would print as "-0".
  const reported: Figure = { value: Object.is(value, -0) ? 0 : value, provenance: 'reported' };
  return { figure: reported, note };
}
