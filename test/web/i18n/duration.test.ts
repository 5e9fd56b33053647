import { createFormatter } from 'use-intl/core';
import { expect, test } from 'vitest';
import { durationParts, formatDuration, msSince } from '../../../web/i18n/duration.ts';
import type { SiteFormatter } from '../../../web/i18n/formatter.ts';

const minute = 60_000;
const hour = 60 * minute;

test.for([
  [-5, '0 seconds', '0 seconde'],
  [999, '0 seconds', '0 seconde'],
  [59_999, '59 seconds', '59 secondes'],
  [minute, '1 minute', '1 minute'],
  [59.9 * minute, '59 minutes', '59 minutes'],
  [hour, '1 hour', '1 heure'],
  [3 * hour + 12.9 * minute, '3 hours 12 minutes', '3 heures 12 minutes'],
  [47 * hour + 59 * minute, '47 hours 59 minutes', '47 heures 59 minutes'],
  [48 * hour, '2 days', '2 jours'],
  [100 * hour + 59 * minute, '4 days 4 hours', '4 jours 4 heures'],
] as const)('%i ms is “%s”, “%s” in French', ([ms, english, french]) => {
  const said = (locale: string) =>
    formatDuration(createFormatter({ locale, timeZone: 'UTC' }) as unknown as SiteFormatter, ms).replaceAll(
      /\s/g,
      ' ',
    );
  expect([said('en'), said('fr')]).toEqual([english, french]);
  expect(durationParts(ms).length).toBeLessThanOrEqual(2);
});

test('what lies ahead was just now', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  expect(msSince(new Date('2026-11-24T12:00:05Z'), now)).toBe(0);
  expect(msSince(new Date('2026-11-24T11:59:00Z'), now)).toBe(minute);
});
