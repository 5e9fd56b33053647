import { expect, test } from 'vitest';
import { annotationRecord, notedEvents } from '../../../db/model/annotations.ts';
import { type MethodChange, methodChanges } from '../../../db/model/method-changes.ts';
import { methodVersion } from '../../../db/model/method-version.ts';
import { quarantineRules } from '../../../db/model/quarantine-rules.ts';
import { networkRecord } from '../../../db/model/records.ts';
import { parseUtcDay } from '../../../db/model/utc-day.ts';

const changes: readonly MethodChange[] = methodChanges;
const plainName = /^[a-z0-9]+(-[a-z0-9]+)*$/;

test('changes of method stand with the newest first, and the version is the day of the newest', () => {
  const days = changes.map(({ day }) => day);
  expect(days).toEqual(days.toSorted().toReversed());
  expect(methodVersion).toBe(days.toSorted().at(-1));
});

test('every change has a day, a name of its own and figures that there are', () => {
  const figures = Object.keys(networkRecord.shape);
  for (const change of changes) {
    expect(parseUtcDay(change.day)).toBe(change.day);
    expect(change.id).toMatch(plainName);
    expect(change.figures.filter((figure) => !figures.includes(figure))).toEqual([]);
  }
  expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
});

test('no quarantine rule began on a day on which the method did not change', () => {
  const days = new Set(changes.map(({ day }) => day));
  for (const [name, { since }] of Object.entries(quarantineRules))
    expect([name, days.has(since)]).toEqual([name, true]);
});

test('noted events are in order, have names of their own and a source that can be looked up', () => {
  const days = notedEvents.map(({ day }) => day);
  expect(days).toEqual(days.toSorted());
  expect(new Set(notedEvents.map(({ id }) => id)).size).toBe(notedEvents.length);
  for (const { id, day, lastDay, label, source, sourceUrl, kind } of notedEvents) {
    expect(id).toMatch(plainName);
    expect([parseUtcDay(day), parseUtcDay(lastDay)]).toEqual([day, lastDay]);
    expect(lastDay >= day).toBe(true);
    expect(source).not.toBe('');
    expect(new URL(sourceUrl).protocol).toBe('https:');
    const record = { id, kind, day, last_day: lastDay, label, source, source_url: sourceUrl };
    expect(annotationRecord.safeParse({ ...record, hours: null, figures: null }).success).toBe(true);
  }
});
