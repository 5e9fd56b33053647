import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { getDomain } from 'tldts';
import type { Report } from '../../crawler/census/quarantine/report.ts';
import { classOf } from '../../crawler/software/software-class.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import { parseUtcDay, type UtcDay } from '../../db/model/utc-day.ts';
import { readShared } from './shared-data.ts';

/** A row of a CSV file with a header. */
export type Row = Readonly<Record<string, string | undefined>>;

/** A report in which nothing is stated, to be filled in. */
export const emptyReport: Report = {
  domain: 'a.example.org',
  registrableDomain: 'example.org',
  network: null,
  day: '2025-11-09' as UtcDay,
  software: 'mastodon',
  version: null,
  class: 'community',
  registrations: null,
  usersTotal: null,
  usersActiveMonth: null,
  usersActiveHalfYear: null,
  localPosts: null,
  localComments: null,
};

/** What a server of a list says, as a report of that day; its class by its software and its accounts. */
export function reportOfServer(server: Partial<Report> & Pick<Report, 'domain' | 'software'>): Report {
  const usersTotal = server.usersTotal ?? null;
  return {
    ...emptyReport,
    ...server,
    registrableDomain: getDomain(server.domain, { allowPrivateDomains: true }) ?? server.domain,
    class: classOf(server.software, {
      value: usersTotal,
      provenance: usersTotal === null ? 'absent' : 'reported',
    }),
  };
}

const registrationModes: Readonly<Record<string, RegistrationMode>> = {
  Open: 'open',
  'Approval Required': 'approval',
  Invite: 'invite',
  Closed: 'closed',
};

/** The list of fedilist.com of 2025-11-09 that lies beside the project (test/support/shared-data.ts), as reports. */
export function readServersOf2025(): readonly Report[] {
  return readRows(gunzipSync(readShared('servers-2025-11-09.csv.gz'))).map((row) => {
    const [software, version] = splitSoftware(row.Software ?? '');
    return reportOfServer({
      domain: row.Domain ?? '',
      software,
      version,
      registrations: registrationModes[row.Registrations ?? ''] ?? null,
      usersTotal: readCount(row.Users),
      usersActiveMonth: readCount(row.MAU),
      localPosts: readCount(row.Posts),
    });
  });
}

/** `Single File ActivityPub 1.0` is a name of several words and a version. */
function splitSoftware(text: string): [software: string, version: string | null] {
  const [, name = text, version] = /^(.+?)(?: (v?\d\S*))?$/.exec(text) ?? [];
  return [name.toLowerCase(), version ?? null];
}

/** A count as the census would keep it: null for what is no count. */
export function readCount(text: string | undefined): number | null {
  const count = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isSafeInteger(count) && count >= 0 ? count : null;
}

/** The rows of a CSV file with a header. */
export const readRows = (bytes: Buffer) => parse<Row>(bytes, { columns: true, bom: true });

/** The servers of lemmyverse.net on 2023-07-02 with what made them suspicious, as reports. */
export function readSuspiciousLemmy(): readonly {
  readonly report: Report;
  readonly reasons: readonly string[];
}[] {
  const servers = JSON.parse(
    gunzipSync(readShared('lemmy-suspicious-2023-07-02.json.gz')).toString('utf8'),
  ) as readonly {
    readonly base: string;
    readonly reasons: readonly string[];
    readonly metrics: Readonly<Record<'usersTotal' | 'usersMonth' | 'localPosts' | 'localComments', number>>;
  }[];
  return servers.map(({ base, reasons, metrics }) => ({
    reasons,
    report: reportOfServer({
      domain: base,
      software: 'lemmy',
      day: '2023-07-02' as UtcDay,
      usersTotal: metrics.usersTotal,
      usersActiveMonth: metrics.usersMonth,
      localPosts: metrics.localPosts,
      localComments: metrics.localComments,
    }),
  }));
}

/** Monthly users of Lemmy servers in 51 weekly lists, 2023-06-08 to 2024-06-11: reports by day, oldest first. */
export function readLemmyWeeks(): ReadonlyMap<UtcDay, readonly Report[]> {
  const weeks = new Map<UtcDay, Report[]>();
  for (const row of readRows(gunzipSync(readShared('lemmy-weekly-2023-2024.csv.gz')))) {
    const day = parseUtcDay(row.commit_time?.slice(0, 10));
    if (day === undefined) continue;
    const week = weeks.get(day) ?? [];
    weeks.set(day, week);
    week.push(
      reportOfServer({
        domain: row.domain ?? '',
        software: 'lemmy',
        day,
        usersActiveMonth: readCount(row.users_month),
      }),
    );
  }
  return new Map([...weeks].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
