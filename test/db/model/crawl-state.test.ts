import { expect, test } from 'vitest';
import { type CrawlState, crawlState, crawlStates, isGoingOn } from '../../../db/model/crawl-state.ts';

const now = new Date('2026-11-24T12:00:00Z');
const hoursAgo = (hours: number | null) =>
  hours === null ? null : new Date(now.getTime() - hours * 3_600_000);
const noOutage = null;
const ended = { beganAt: new Date('2026-11-24T02:00:00Z'), endedAt: new Date('2026-11-24T03:00:00Z') };
const open = { beganAt: new Date('2026-11-24T11:00:00Z'), endedAt: null };

test.for([
  // hours since the last visit, since when the oldest is due, outage
  ['none', null, null, noOutage],
  ['none', null, 40, noOutage],
  ['running', 0, null, noOutage],
  ['running', 2.9, 3.9, noOutage],
  ['running', -1, null, noOutage],
  ['behind', 0.1, 4.1, noOutage],
  ['behind', 2.9, 100, noOutage],
  ['idle', 3.1, null, noOutage],
  ['idle', 19, 0.5, noOutage],
  ['stopped', 3.1, 3.1, noOutage],
  ['stopped', 1_000, 980, ended],
  ['running', 0.1, null, ended],
  ['outage', 1.5, null, open],
  ['outage', 30, 25, open],
  ['outage', null, null, open],
  ['running', 0.5, null, open],
] as const)('%s: visited %s hours ago, due for %s hours', ([state, visited, due, lastOutage]) => {
  const signs = { lastVisitAt: hoursAgo(visited), oldestDueAt: hoursAgo(due), lastOutage };
  expect(crawlState(signs, now)).toBe(state satisfies CrawlState);
  expect(crawlStates).toContain(state);
});

test('an outage without an end is over once a visit began after it', () => {
  expect(isGoingOn(open, new Date('2026-11-24T10:59:00Z'))).toBe(true);
  expect(isGoingOn(open, open.beganAt)).toBe(true);
  expect(isGoingOn(open, new Date('2026-11-24T11:00:01Z'))).toBe(false);
  expect(isGoingOn(ended, null)).toBe(false);
});
