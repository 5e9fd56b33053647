import type { z } from 'zod';
import type { Dataset, SeenDatasets } from '../../db/model/dataset.ts';
import type { HostName } from '../../db/model/host-name.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import type { PublishedFiles } from '../exports/published.ts';
import type { ParamTable, ParamValues } from '../params/param.ts';
import type { Keeping } from './answer-cache.ts';
import type { ApiDescription } from './description.ts';
import type { ApiGroup } from './groups.ts';
import type { InstanceWalks } from './instance-walks.ts';
import type { Unstamped } from './list.ts';
import type { Problem } from './problem.ts';

/** What the API needs of its surroundings. */
export interface ApiSurroundings {
  /** Read only; its statements should have a time limit. */
  readonly database: CensusDatabase;
  /** Scheme, host and port under which readers reach the API, with a slash at the end. */
  readonly siteUrl: string;
  /** The files that a crawl has published. */
  readonly published: PublishedFiles;
  readonly now: () => Date;
  /** For how long answers are given again without asking the database. */
  readonly keeping: Keeping;
  /** Changes when a host has been forgotten: answers of an earlier state are not given again. */
  readonly forgotten: () => number;
  /** The states of the datasets, as far as they are known. */
  readonly datasets: () => SeenDatasets | null;
  /** What the API says of itself, as `describeApi` makes it. */
  readonly description: ApiDescription;
  /** Told about a failure that is a bug of ours; the reader only learns that there was one. */
  readonly reportBug: (error: unknown) => void;
}

/** What the API itself keeps beside that. */
export interface ApiContext extends ApiSurroundings {
  readonly walks: InstanceWalks;
}

/** A request whose parameters have been read. */
export interface ApiRequest<Table extends ParamTable> {
  readonly context: ApiContext;
  readonly values: ParamValues<Table>;
  /** The host of the path, for endpoints below `/instances/{domain}`. */
  readonly host: HostName;
  /** What stands in the place of the path's other name (`{facet}`), decoded; empty where there is none. */
  readonly segment: string;
  /** Absolute, with the parameters as they were given. */
  readonly url: URL;
}

/** A part of a path that the reader chooses. */
export interface PathSegment {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of its text. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** A body with status 200, or a problem. */
export type Answer<Body> = { readonly kind: 'ok'; readonly body: Body } | Problem;

/** One address of the API: what its description, its checks and its answer are made of. */
export interface Endpoint<Table extends ParamTable = ParamTable, Schema extends z.ZodType = z.ZodType> {
  readonly path: `/api/v1/${string}`;
  readonly operationId: string;
  /** Under which heading of the reference it stands. */
  readonly group: ApiGroup;
  readonly summary: string;
  readonly description: string;
  /**
   * The request that the reference shows: values by parameter, of the path and of the query; of a host in the path,
   * `example-request.ts` knows one.
   */
  readonly example: Readonly<Record<string, string | number | readonly string[]>>;
  /** The name in the path that is no `{domain}`, for the description. @default none */
  readonly segment?: PathSegment;
  /** The query parameters; any other is refused. */
  readonly params: Table;
  /** Of the body with status 200. */
  readonly schema: Schema;
  /** What its answer is made of; it holds until one of these changes. */
  readonly datasets: readonly Dataset[];
  /**
   * What the body is when it is no JSON: then it is a string, and goes out as it is.
   * @default application/json
   */
  readonly mediaType?: 'image/svg+xml';
  /**
   * Whether the list may be had as a whole. Not what costs a search for every page; exports have it all.
   * @default true, for lists
   */
  readonly isSentWhole?: false;
  /** For how long caches may keep an answer, ours among them, in seconds; 0: not at all. */
  readonly maxAgeSeconds: number;
  // A method, not a property: endpoints of several tables stand in one list.
  answer(request: ApiRequest<Table>): Promise<Answer<Unstamped<z.infer<Schema>>>>;
}

/** Ties an endpoint's types together. */
export function defineEndpoint<Table extends ParamTable, Schema extends z.ZodType>(
  endpoint: Endpoint<Table, Schema>,
): Endpoint<Table, Schema> {
  return endpoint;
}
