import {
  churnRecord,
  concentrationRecord,
  lorenzPoint,
  panelRecord,
  versionRecord,
  vitalRecord,
} from '../../db/model/growth-records.ts';
import { networkRecord } from '../../db/model/records.ts';
import { type GrowthData, readGrowth } from './growth.ts';

type Row = Readonly<Record<string, unknown>>;

/** A table of the page about growth, as it is downloaded: the records of the API. */
interface GrowthTable {
  readonly columns: readonly string[];
  rowsOf(growth: GrowthData): readonly Row[];
}

const survivalColumns = ['month', 'servers', 'days', 'at_risk', 'deaths', 'survival', 'low', 'high'] as const;

/** By name of the file. */
const tables: Readonly<Record<string, GrowthTable>> = {
  total: { columns: Object.keys(networkRecord.shape), rowsOf: ({ network }) => network },
  panel: { columns: Object.keys(panelRecord.shape), rowsOf: ({ panel }) => panel },
  index: { columns: ['day', 'index'], rowsOf: ({ index }) => index },
  vital: { columns: Object.keys(vitalRecord.shape), rowsOf: ({ vital }) => vital },
  // A row a point: curves do not fit a cell.
  survival: {
    columns: survivalColumns,
    rowsOf: ({ cohorts }) =>
      cohorts.flatMap(({ month, servers, points }) => points.map((point) => ({ month, servers, ...point }))),
  },
  churn: { columns: Object.keys(churnRecord.shape), rowsOf: ({ churn }) => churn },
  concentration: {
    columns: Object.keys(concentrationRecord.shape),
    rowsOf: ({ concentration }) => concentration,
  },
  lorenz: {
    columns: ['day', ...Object.keys(lorenzPoint.shape)],
    rowsOf: ({ lorenz }) => lorenz?.points.map((point) => ({ day: lorenz.day, ...point })) ?? [],
  },
  releases: {
    columns: Object.keys(versionRecord.shape),
    rowsOf: ({ releases }) => releases.flatMap(({ versions }) => versions),
  },
};

/** What a download of the page about growth holds; undefined: there is none of that name. */
export function growthTable(
  name: string,
): { readonly columns: readonly string[]; read(): Promise<readonly Row[]> } | undefined {
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (table === undefined) return undefined;
  return { columns: table.columns, read: async () => table.rowsOf(await readGrowth()) };
}
