import type { HostNameRefusal } from '../../db/model/host-name.ts';
import type { ListedServer } from '../../db/model/listed-server.ts';
import { type RegistrationMode, registrationModes } from '../../db/model/status.ts';
import { cleanLine, textLimits } from '../../db/model/text.ts';
import type { UtcDay } from '../../db/model/utc-day.ts';
import { mendHostName } from './mend-host-name.ts';
import { type CountProblem, readCount } from './read-count.ts';

/** Why a row of a list was left out. */
export type ListRefusal =
  /** No object, no JSON, or a CSV row with more or fewer cells than the header. */
  | 'bad-row'
  /** Larger than any row of such a list is. */
  | 'row-too-long'
  /** Its name holds bytes that are no UTF-8. */
  | 'bad-encoding'
  /** No day, or one that is in no calendar or before 2008. */
  | 'bad-day'
  /** A day after the import. */
  | 'future-day'
  /** The list itself says that the server is no more. */
  | 'dead'
  /** Its name is no host name, and could not be mended to one. */
  | `name-${HostNameRefusal}`;

/** Cells of a row as they came. Missing cells are undefined. */
export interface RawServer {
  readonly domain: unknown;
  readonly software?: unknown;
  readonly version?: unknown;
  readonly registrations?: unknown;
  readonly users_total?: unknown;
  readonly users_active_month?: unknown;
  readonly users_active_half_year?: unknown;
  readonly local_posts?: unknown;
  readonly checkedAt?: Date | null;
}

/** A figure that was stated and could not be read, such as `users_total negative`; it counts as not stated. */
export type UnreadFigure = `${string} ${CountProblem | 'unknown-word'}`;

/** What became of a row. */
export type RowReading =
  | {
      readonly ok: true;
      /** Null: the list has one day for all its rows. */
      readonly day: UtcDay | null;
      readonly server: ListedServer;
      /** Whether its name was not written as it should be. */
      readonly isMended: boolean;
      readonly unread: readonly UnreadFigure[];
    }
  | { readonly ok: false; readonly reason: ListRefusal };

/**
 * Reads one row. A row is refused for its name alone: a figure that is no count is one that the server did not state, as
 * in the census itself, and is reported.
 */
export function readListedRow(raw: RawServer, day: UtcDay | null): RowReading {
  if (typeof raw.domain === 'string' && raw.domain.includes('\ufffd'))
    return { ok: false, reason: 'bad-encoding' };
  const name = mendHostName(raw.domain);
  if (!name.ok) return { ok: false, reason: `name-${name.reason}` };
  const unread: UnreadFigure[] = [];
  const count = (column: 'users_total' | 'users_active_month' | 'users_active_half_year' | 'local_posts') => {
    const read = readCount(raw[column]);
    if (read.problem !== null) unread.push(`${column} ${read.problem}`);
    return read.count;
  };
  const server: ListedServer = {
    domain: name.value,
    software: lineOf(raw.software, textLimits.software)?.toLowerCase() ?? null,
    version: lineOf(raw.version, textLimits.version),
    registrations: readMode(raw.registrations, unread),
    usersTotal: count('users_total'),
    usersActiveMonth: count('users_active_month'),
    usersActiveHalfYear: count('users_active_half_year'),
    localPosts: count('local_posts'),
    checkedAt: raw.checkedAt ?? null,
  };
  return { ok: true, day, server, isMended: name.isMended, unread };
}

function lineOf(raw: unknown, maxLength: number): string | null {
  return typeof raw === 'string' ? cleanLine(raw, maxLength) : null;
}

function readMode(raw: unknown, unread: UnreadFigure[]): RegistrationMode | null {
  const text = typeof raw === 'string' ? raw.trim().toLowerCase() : raw;
  if (text === undefined || text === null || text === '') return null;
  const mode = registrationModes.find((each) => each === text);
  if (mode === undefined) unread.push('registrations unknown-word');
  return mode ?? null;
}
