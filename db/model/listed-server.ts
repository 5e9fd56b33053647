import type { HostName } from './host-name.ts';
import type { RegistrationMode } from './status.ts';

/** One server as somebody else's list has it. Null: the list does not say. */
export interface ListedServer {
  readonly domain: HostName;
  /** As NodeInfo names it, lower case. */
  readonly software: string | null;
  readonly version: string | null;
  readonly registrations: RegistrationMode | null;
  readonly usersTotal: number | null;
  readonly usersActiveMonth: number | null;
  readonly usersActiveHalfYear: number | null;
  readonly localPosts: number | null;
  /** When the list's author asked the server last. */
  readonly checkedAt: Date | null;
}
