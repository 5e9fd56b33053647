import { parseUtcDay, type UtcDay } from '../../db/model/utc-day.ts';
import { nearestName } from '../params/nearest-name.ts';
import type { Param } from '../params/param.ts';
import { maxCursorLength } from './cursor.ts';

/** How many entries an answer holds at most. */
export function limitParam(
  range: { readonly byDefault: number; readonly max: number },
  entries: string,
): Param<number> {
  const { byDefault, max } = range;
  return {
    name: 'limit',
    description: `How many ${entries} an answer holds at most.`,
    schema: { type: 'integer', minimum: 1, maximum: max, default: byDefault },
    isRepeatable: false,
    parse: ([value = '']) => {
      const limit = /^[1-9]\d{0,6}$/.test(value) ? Number(value) : 0;
      return limit >= 1 && limit <= max
        ? { ok: true, value: limit }
        : { ok: false, allowed: `a whole number from 1 to ${max}` };
    },
    format: (limit) => [String(limit)],
  };
}

/** Where to go on, as a link or `next_cursor` of the answer before gave it. */
export const cursorParam: Param<string> = {
  name: 'cursor',
  description: 'Where to go on: `meta.next_cursor` of the answer before, with the same other parameters.',
  schema: { type: 'string', maxLength: maxCursorLength },
  isRepeatable: false,
  parse: ([value = '']) => ({ ok: true, value }),
  format: (cursor) => [cursor],
};

/** Which fields of a record are wanted, of those that it has. */
export function fieldsParam(known: readonly string[]): Param<readonly string[]> {
  return {
    name: 'fields',
    description:
      'Only these fields of each record, with commas between them; the others are absent then. Absent: all of them.',
    schema: { type: 'string', examples: [known.slice(0, 2).join(',')] },
    isRepeatable: true,
    parse: (values) => {
      const names = [...new Set(values.flatMap((value) => value.split(',')).map((name) => name.trim()))];
      const stranger = names.find((name) => !known.includes(name));
      if (stranger === undefined) return { ok: true, value: known.filter((name) => names.includes(name)) };
      const nearest = nearestName(stranger, known);
      return {
        ok: false,
        allowed:
          nearest === undefined
            ? `fields of the record, with commas between them: ${known.join(', ')}`
            : `fields of the record, with commas between them: ${JSON.stringify(stranger.slice(0, 80))} is none, did you mean "${nearest}"?`,
      };
    },
    format: (names) => [names.join(',')],
  };
}

/** First day of a span. */
export const fromParam = dayParam('from', 'First day in UTC; absent: from the beginning.');
/** Last day of a span. */
export const toParam = dayParam('to', 'Last day in UTC, included; absent: up to the newest.');

function dayParam(name: string, description: string): Param<UtcDay> {
  return {
    name,
    description,
    schema: { type: 'string', format: 'date', examples: ['2026-11-01'] },
    isRepeatable: false,
    parse: ([value = '']) => {
      const day = parseUtcDay(value);
      return day === undefined
        ? { ok: false, allowed: 'a day in UTC, such as 2026-03-01' }
        : { ok: true, value: day };
    },
    format: (day) => [day],
  };
}

const instantPattern = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;

/** As figures stood at an instant. */
export const asOfParam: Param<Date> = {
  name: 'as_of',
  description:
    'Figures as they stood at this instant (ISO 8601 with a zone), before later revisions; a day that was not over then has none. Absent: as they stand.',
  schema: { type: 'string', format: 'date-time', examples: ['2026-11-20T12:00:00Z'] },
  isRepeatable: false,
  parse: ([value = '']) => {
    const day = instantPattern.exec(value)?.[1];
    const instant = new Date(value);
    return day === undefined || parseUtcDay(day) === undefined || Number.isNaN(instant.getTime())
      ? { ok: false, allowed: 'an instant with its zone, such as 2026-03-01T12:00:00Z' }
      : { ok: true, value: instant };
  },
  format: (instant) => [instant.toISOString()],
};
