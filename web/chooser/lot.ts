import { createHash } from 'node:crypto';

/** The lot that a server draws under a seed, by which equals are put into an order: the same for everybody. */
export function lotOf(seed: string, domain: string): string {
  return createHash('sha256').update(`${seed}\n${domain}`).digest('hex');
}
