import type { InstanceClass } from '../../../db/model/instance-class.ts';
import type { RegistrationMode } from '../../../db/model/status.ts';
import type { UtcDay } from '../../../db/model/utc-day.ts';

/** What one instance said on one day, as quarantine rules see it. Null: it did not say. */
export interface Report {
  /** Host name, punycode. */
  readonly domain: string;
  /** By the public suffix list, private suffixes told apart. */
  readonly registrableDomain: string;
  /** The /24 or /64 that it was reached in, in CIDR notation; null when not known. */
  readonly network: string | null;
  readonly day: UtcDay;
  /** As NodeInfo names it, lower case. */
  readonly software: string;
  readonly version: string | null;
  readonly class: InstanceClass;
  readonly registrations: RegistrationMode | null;
  readonly usersTotal: number | null;
  readonly usersActiveMonth: number | null;
  readonly usersActiveHalfYear: number | null;
  readonly localPosts: number | null;
  readonly localComments: number | null;
}
