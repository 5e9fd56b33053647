import type { Answers } from './answers.ts';
import { type Candidate, isYoung, type Surroundings, sizeOf } from './candidate.ts';

/**
 * Could a server be suggested at all? Giants and tiny servers only to who asks for their size, young ones only to who asks for
 * them.
 */
export function isEligible(
  candidate: Candidate,
  { sizes }: Pick<Answers, 'sizes'>,
  { surroundings, isYoungWanted }: { readonly surroundings: Surroundings; readonly isYoungWanted: boolean },
): boolean {
  const size = sizeOf(candidate, surroundings);
  const isOfWantedSize = (size !== 'giant' && size !== 'tiny') || sizes?.includes(size) === true;
  return isOfWantedSize && (isYoungWanted || !isYoung(candidate, surroundings));
}
