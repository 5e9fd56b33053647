import type { HostName } from '../../db/model/host-name.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import type { Problem } from '../api/problem.ts';
import type { ParamTable, ParamValues } from '../params/param.ts';
import type { FeedEntry, FeedName, serverFeedName } from './feed.ts';

/** What the feeds need of their surroundings. */
export interface FeedContext {
  /** Read only; its statements should have a time limit. */
  readonly database: CensusDatabase;
  /** Scheme, host and port under which readers reach the site, with a slash at the end. */
  readonly siteUrl: string;
  /** Whether what is counted is a simulated fediverse, which every feed then says. */
  readonly simulated: boolean;
  readonly now: () => Date;
  /** For how long a feed is given again without asking the database, in milliseconds. */
  readonly keepMs: number;
  /** Changes when a host has been forgotten: feeds of an earlier state are not given again. */
  readonly state: () => number;
  /** Told about a failure that is a bug of ours; the reader only learns that there was one. */
  readonly reportBug: (error: unknown) => void;
}

/** A request whose parameters have been read. */
export interface FeedRequest<Table extends ParamTable> {
  readonly context: FeedContext;
  readonly values: ParamValues<Table>;
  /** The host of the address, for feeds below `servers/{domain}`. */
  readonly host: HostName;
}

/** What a feed tells, the newest first, or why it cannot. */
export type Entries = { readonly kind: 'entries'; readonly entries: readonly FeedEntry[] } | Problem;

/** One feed: its address and what it tells. */
export interface FeedSource<Table extends ParamTable = ParamTable> {
  /** Stands in its address, `/feeds/NAME.atom`, and in what readers have stored: never renamed. */
  readonly name: FeedName | ReturnType<typeof serverFeedName>;
  readonly title: string;
  /** What is in it and what is not. */
  readonly subtitle: string;
  /** The page of the site that it belongs to, below the locale. */
  readonly page: string;
  /** The query parameters; any other is refused. */
  readonly params: Table;
  /** For how long caches may keep it, in seconds. */
  readonly maxAgeSeconds: number;
  // A method, not a property: feeds with several tables stand in one list.
  read(request: FeedRequest<Table>): Promise<Entries>;
}

/** Ties a feed's types together. */
export function defineFeed<Table extends ParamTable>(source: FeedSource<Table>): FeedSource<Table> {
  return source;
}

/** How many entries a feed has, and may have. */
export const entryLimits = { byDefault: 50, max: 200 } as const;

/**
 * For how long caches may keep a feed that names hosts, in seconds: a host that asks to be forgotten must be gone from them
 * within two minutes.
 */
export const namingMaxAgeSeconds = 60;
