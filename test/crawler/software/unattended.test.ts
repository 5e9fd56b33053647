import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeInfoOnly } from '../../../crawler/software/nodeinfo-only.ts';
import { withUnattended } from '../../../crawler/software/unattended.ts';
import { parseUtcDay } from '../../../db/model/utc-day.ts';
import { answering, nodeInfoOf } from '../../support/answering.ts';

/** The one date that a server states and we keep (FEP-e4de). */
async function sinceOf(unattendedSince: unknown) {
  const nodeInfo = nodeInfoOf({ software: { name: 'x' }, metadata: { unattendedSince } });
  const about = await nodeInfoOnly.readAbout(answering({}).ask, nodeInfo);
  return withUnattended(about, nodeInfo).details.unattended_since;
}

test.for([
  ['2024-05-01', '2024-05-01'],
  ['2024-05-01T23:30:00-02:00', '2024-05-02'],
  ['2016-12-31T23:59:60Z', null],
  ['0000-00-00', null],
  ['2023-02-29', null],
  ['2023-13-01', null],
  ['300000-01-01', null],
  ['+300000-01-01T00:00:00Z', null],
  ['2024-05-01 or so', null],
  ['yesterday', null],
  ['', null],
  [1_714_521_600, null],
  [null, null],
  [['2024-05-01'], null],
  ['9'.repeat(1_000_000), null],
] as const)('case 63: the date %j is %s', async ([raw, day]) => {
  expect(await sinceOf(raw)).toBe(day);
});

test('case 63: any other value is a real day or null', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.jsonValue(), fc.date().map(String), fc.stringMatching(/^\d{4}-\d\d-\d\d/)),
      async (raw) => {
        const day = await sinceOf(raw);
        if (day !== null) expect(parseUtcDay(day)).toBe(day);
      },
    ),
  );
});
