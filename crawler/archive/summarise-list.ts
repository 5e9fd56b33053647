import { registrableDomain } from '../../db/model/host-name.ts';
import type { ListedServer } from '../../db/model/listed-server.ts';
import type { UtcDay } from '../../db/model/utc-day.ts';
import type { ArchiveDay } from '../../db/writes/record-archive.ts';
import type { Report } from '../census/quarantine/report.ts';
import { classOf } from '../software/software-class.ts';

/** Says which reports are implausible, and by which rule; given all of one day. */
export type Judge = (reports: readonly Report[]) => ReadonlyMap<string, { readonly rule: string }>;

/** A list of servers as one day of the archive. */
export interface ListSummary {
  readonly day: ArchiveDay;
  /** Different servers, the quarantined ones included. */
  readonly servers: number;
  /** Rows that were another row of the same server. */
  readonly merged: number;
  /** Of those, the ones with other figures. */
  readonly contradicting: number;
  /** Whether `users_total_raw` is null since it would be beyond the safe integers. */
  readonly isRawSumTooLarge: boolean;
}

/**
 * Sums up one day's list: rows of one name are merged to one, implausible servers are left out, the rest is added up.
 *
 * - Of two rows of one server one counts, whole: the one that states its users; of two that do, the one that was checked
 *   later; else the one with more users. So the result does not depend on the order of rows.
 * - A sum is of stated values, and null when nobody stated one, or when it is beyond the safe integers.
 * - `users_total_raw` is the sum over all rows with a readable figure, doubles and quarantined servers included.
 *
 * @param rows of one day, rows of one name beside each other.
 */
export function summariseList(day: UtcDay, rows: readonly ListedServer[], judge: Judge): ListSummary {
  const servers: ListedServer[] = [];
  let contradicting = 0;
  for (const row of rows) {
    const last = servers.at(-1);
    if (last?.domain !== row.domain) {
      servers.push(row);
      continue;
    }
    if (figures.some((figure) => last[figure] !== row[figure])) contradicting += 1;
    servers[servers.length - 1] = better(last, row);
  }
  const verdicts = judge(servers.map((server) => toReport(day, server)));
  const counted = servers.filter(({ domain }) => !verdicts.has(domain));
  const quarantined = servers.flatMap(({ domain }) => {
    const verdict = verdicts.get(domain);
    return verdict === undefined ? [] : [{ domain, rule: verdict.rule }];
  });
  const rawSum = sumOf(rows, 'usersTotal');
  return {
    day: {
      day,
      servers: counted.length,
      users_total: sumOf(counted, 'usersTotal'),
      users_active_month: sumOf(counted, 'usersActiveMonth'),
      users_total_raw: rawSum,
      servers_quarantined: quarantined.length,
      quarantined,
    },
    servers: servers.length,
    merged: rows.length - servers.length,
    contradicting,
    isRawSumTooLarge: rawSum === null && rows.some(({ usersTotal }) => usersTotal !== null),
  };
}

const figures = ['usersTotal', 'usersActiveMonth', 'usersActiveHalfYear', 'localPosts'] as const;

type Figure = (typeof figures)[number];

function better(first: ListedServer, second: ListedServer): ListedServer {
  const isStated = [first, second].map(({ usersTotal }) => usersTotal !== null);
  if (isStated[0] !== isStated[1]) return isStated[0] === true ? first : second;
  const [checked, checkedToo] = [first, second].map(({ checkedAt }) => checkedAt?.getTime() ?? null);
  if (checked != null && checkedToo != null && checked !== checkedToo)
    return checked > checkedToo ? first : second;
  for (const figure of figures) {
    const [one, other] = [first[figure] ?? -1, second[figure] ?? -1];
    if (one !== other) return one > other ? first : second;
  }
  return first;
}

/** Exact at any size, as millions of fantastic numbers can be beyond what a number holds. */
function sumOf(servers: readonly ListedServer[], figure: Figure): number | null {
  const stated = servers.map((server) => server[figure]).filter((value) => value !== null);
  if (stated.length === 0) return null;
  const sum = stated.reduce((total, value) => total + BigInt(value), 0n);
  return sum <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : null;
}

function toReport(day: UtcDay, server: ListedServer): Report {
  const { domain, usersTotal, usersActiveMonth, usersActiveHalfYear, localPosts } = server;
  const software = server.software ?? '';
  return {
    domain,
    registrableDomain: registrableDomain(domain),
    network: null,
    day,
    software,
    version: server.version,
    class: classOf(software, { value: usersTotal, provenance: usersTotal === null ? 'absent' : 'reported' }),
    registrations: server.registrations,
    usersTotal,
    usersActiveMonth,
    usersActiveHalfYear,
    localPosts,
    localComments: null,
  };
}
