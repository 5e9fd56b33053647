import { z } from 'zod';
import { type VitalReckoning, vitalReckoning } from '../../../db/queries/vitals.ts';
import type { CensusDatabase } from '../../../db/tables.ts';

const day = z.string().nullable();

/** From which days it was reckoned who came and went; beside every list of it. */
export const vitalMeta = {
  first_day: day.describe('First day of the census, UTC; null before its first finished day.'),
  through_day: day.describe('The last finished day; nobody is dead on a day that is not over.'),
  found_until: day.describe('Servers first observed by this day were found, not born.'),
  left_truncated: z.number().int().nonnegative().describe('How many these are; they are in no cohort.'),
};

/** See {@link vitalMeta}. */
export async function readVitalMeta(
  db: CensusDatabase,
): Promise<
  { readonly [Name in keyof VitalReckoning]: VitalReckoning[Name] | null } & { left_truncated: number }
> {
  const none = { first_day: null, through_day: null, found_until: null, left_truncated: 0 };
  return (await vitalReckoning(db)) ?? none;
}
