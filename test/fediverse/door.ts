import type { CertificateKind } from './authority.ts';
import { faults } from './faults.ts';
import type { Occupant } from './occupants.ts';
import { hashText } from './random.ts';

/** What a client meets at a name, before the first request. */
export type Door =
  | { readonly kind: 'open'; readonly certificate: CertificateKind }
  /** By an alert of TLS or by a TCP reset. */
  | { readonly kind: 'refused'; readonly by: TlsAlert | 'reset' }
  /** The connection stands, and nothing comes. */
  | { readonly kind: 'stalled' };

/** Fatal alerts (RFC 8446, section 6). */
export const tlsAlerts = { unrecognized_name: 112, internal_error: 80 } as const;

/** One of {@link tlsAlerts}. */
export type TlsAlert = keyof typeof tlsAlerts;

/** Something that keeps a part of all names from being reached, whatever stands behind them: our own network, say. */
export interface Outage {
  /** Part of the names, 0 to 1; which ones, their hash decides. 1: all. */
  readonly share: number;
  /** `refuse`: a TLS alert at once; `reset`: a TCP reset; `stall`: nothing at all. */
  readonly kind: 'refuse' | 'stall' | 'reset';
}

const doorsInOutage: Readonly<Record<Outage['kind'], Door>> = {
  refuse: { kind: 'refused', by: 'internal_error' },
  reset: { kind: 'refused', by: 'reset' },
  stall: { kind: 'stalled' },
};

/** Whether an outage hits a name. */
export function isHit(outage: Outage | null, name: string): outage is Outage {
  return outage !== null && hashText(`outage ${name}`) / 0x1_0000_0000 < outage.share;
}

/**
 * The door at a name.
 *
 * @param occupant who answers there; null: nobody, which is said by an alert or, for every other name, by a reset.
 * @param isHosted whether the name lies below a hosting domain: its front knows its customers, and says so.
 */
export function doorOf(
  name: string,
  { occupant, isHosted, outage }: { occupant: Occupant | null; isHosted: boolean; outage: Outage | null },
): Door {
  if (isHit(outage, name)) return doorsInOutage[outage.kind];
  if (occupant === null)
    return { kind: 'refused', by: isHosted || hashText(name) % 2 === 0 ? 'unrecognized_name' : 'reset' };
  const fault =
    occupant.kind === 'server' && occupant.host.fault !== null ? faults[occupant.host.fault] : null;
  if (fault?.stallsTls === true) return { kind: 'stalled' };
  return { kind: 'open', certificate: fault?.certificate ?? 'good' };
}

/**
 * Reads an outage that another process asks for.
 *
 * @throws RangeError for what is none.
 */
export function parseOutage(raw: unknown): Outage | null {
  if (raw === null) return null;
  const { share, kind } = (typeof raw === 'object' ? raw : {}) as { share?: unknown; kind?: unknown };
  if (typeof share !== 'number' || !(share >= 0 && share <= 1))
    throw new RangeError('An outage has a share between 0 and 1.');
  if (kind !== 'refuse' && kind !== 'stall' && kind !== 'reset')
    throw new RangeError('An outage is of the kind refuse, stall or reset.');
  return { share, kind };
}
