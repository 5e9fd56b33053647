import { z } from 'zod';
import {
  type SoftwareFamily,
  softwareFamilies,
  softwareFamilyNames,
} from '../../../db/model/software-families.ts';
import { presentStatuses, registrationModes } from '../../../db/model/status.ts';
import { countRegistrations } from '../../../db/queries/count-by-facet.ts';
import { countInstances } from '../../../db/queries/list-instances.ts';
import { softwarePage } from '../../../db/queries/page-records.ts';
import { softwareDays, softwareVersionsPage } from '../../../db/queries/software-versions.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { defineEndpoint } from '../endpoint.ts';
import { schemas } from '../schemas.ts';
import { spanOrNewestDay } from './series-params.ts';
import { readSoftware, softwareSegment } from './software-segment.ts';

const maxReleases = 5;
/** Release series of a software on a day of which the newest are found; there are some dozens. */
const maxSeries = 1_000;
const day = z.string().meta({ format: 'date', description: 'Day in UTC, YYYY-MM-DD.' });
const count = z.number().int().nonnegative();

/** `GET /api/v1/software/{name}`: one software. */
export const oneSoftware = defineEndpoint({
  path: '/api/v1/software/{name}',
  operationId: 'getSoftware',
  group: 'software',
  summary: 'One software',
  description:
    'Its figures of the newest day, its newest releases, and how one gets an account on its servers that are up or failing.',
  example: { name: 'mastodon' },
  segment: softwareSegment,
  params: {},
  schema: z
    .object({
      software: z.string(),
      family: z
        .enum(softwareFamilyNames)
        .nullable()
        .describe(
          'Forks and relatives that are read alike, by the best known; null: of none, or not read beyond NodeInfo.',
        ),
      first_day: day
        .nullable()
        .describe('First day on which a server of it counted and answered; null: none ever did.'),
      last_day: day.nullable().describe('The last such day.'),
      figures: schemas.software.nullable().describe('Of the newest day; null when it has no servers on it.'),
      releases: z
        .array(schemas.version)
        .max(maxReleases)
        .describe('Its newest release series on that day, the highest numbers first.'),
      servers: count.describe('Servers of it that are up or failing.'),
      registrations: z
        .array(
          z.object({
            mode: z.enum(registrationModes).nullable().describe('Null: not stated.'),
            servers: count,
            share: z.number().min(0).max(1).nullable().describe('Of `servers`; null when there are none.'),
          }),
        )
        .describe('How one gets an account on them.'),
      links: z.object({
        self: z.url(),
        versions: z.url().describe('Its releases, day by day.'),
        instances: z.url().describe('Its servers.'),
      }),
    })
    .meta({ id: 'Software', description: 'A software, as it stands today.' }),
  datasets: ['figures', 'instances'],
  maxAgeSeconds: 60,
  answer: async ({ context, segment, url }) => {
    const db = context.database;
    const reading = await readSoftware(db, segment);
    if (reading.kind === 'problem') return reading;
    const software = reading.name;
    const newestDay = await spanOrNewestDay(db, {});
    const [days, figures, versions, registrations] = await Promise.all([
      softwareDays(db, software),
      softwarePage(db, { ...newestDay, software: [software], after: null, limit: 1 }),
      softwareVersionsPage(db, software, { ...newestDay, after: null, limit: maxSeries }),
      readRegistrations(db, software),
    ]);
    const path = `/api/v1/software/${encodeURIComponent(software)}`;
    const instances = new URL('/api/v1/instances', url);
    instances.searchParams.set('software', software);
    return {
      kind: 'ok',
      body: {
        software,
        family: familyOf(software),
        first_day: days?.first ?? null,
        last_day: days?.last ?? null,
        figures: figures.items[0] ?? null,
        releases: versions.items
          .filter(({ series }) => series !== null)
          .toSorted((left, right) => bySeries(right.series ?? '', left.series ?? ''))
          .slice(0, maxReleases),
        ...registrations,
        links: {
          self: url.href,
          versions: new URL(`${path}/versions`, url).href,
          instances: instances.href,
        },
      },
    };
  },
});

function familyOf(software: string): SoftwareFamily | null {
  const isIn = (family: SoftwareFamily) => softwareFamilies[family].some((name) => name === software);
  return softwareFamilyNames.find(isIn) ?? null;
}

/** By their numbers: 4.10 is higher than 4.9. */
function bySeries(left: string, right: string): number {
  const [[major = 0, minor = 0], [otherMajor = 0, otherMinor = 0]] = [left, right].map((series) =>
    series.split('.').map(Number),
  ) as [number[], number[]];
  return major - otherMajor || minor - otherMinor;
}

async function readRegistrations(db: CensusDatabase, software: string) {
  const filter = { software: [software], status: presentStatuses };
  const [servers, stated] = await Promise.all([countInstances(db, filter), countRegistrations(db, filter)]);
  const counts = new Map(stated.map(({ value, instances }) => [value, instances]));
  const notStated = servers - stated.reduce((sum, { instances }) => sum + instances, 0);
  const withShare = (mode: (typeof registrationModes)[number] | null, having: number) => ({
    ...{ mode, servers: having },
    share: servers === 0 ? null : having / servers,
  });
  return {
    servers,
    registrations: [
      ...registrationModes.map((mode) => withShare(mode, counts.get(mode) ?? 0)),
      withShare(null, notStated),
    ],
  };
}
