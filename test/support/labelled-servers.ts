import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../crawler/census/quarantine/report.ts';
import { registrationModes } from '../../db/model/status.ts';
import { readCount, readRows, reportOfServer } from './server-list.ts';

const file = join(import.meta.dirname, '../crawler/census/quarantine/labelled-servers.csv');

/** A server of the list of fedilist.com of 2025-11-09 that a person looked at. */
export interface LabelledServer {
  readonly report: Report;
  /** Whether its figures cannot all be true, or are not of people of its own. */
  readonly isImplausible: boolean;
}

/**
 * Servers of that list, labelled by hand, each with a reason in the file: all with 1,000 active users or 50,000
 * accounts, others that look odd either way, and a few small ones drawn at random.
 */
export function readLabelledServers(): readonly LabelledServer[] {
  return readRows(readFileSync(file)).map((row) => ({
    isImplausible: row.label === 'implausible',
    report: reportOfServer({
      domain: row.domain ?? '',
      software: row.software ?? '',
      registrations: registrationModes.find((mode) => mode === row.registrations) ?? null,
      usersTotal: readCount(row.users_total),
      usersActiveMonth: readCount(row.users_active_month),
      localPosts: readCount(row.local_posts),
    }),
  }));
}
