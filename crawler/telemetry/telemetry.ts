import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment, LogLevel } from '../../db/environment.ts';
import { dueNow } from '../../db/queries/living-instances.ts';
import { unfinishedVisits } from '../../db/queries/visit-jobs.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import type { RunObserver } from '../run/observer.ts';
import { type LogStream, openLog } from './log.ts';
import { logObserver } from './log-observer.ts';
import { type CensusGauges, openMetrics } from './metrics.ts';
import { openMetricsServer } from './metrics-server.ts';

/** How long a scrape waits for what the database says. */
const censusPatienceMs = 3_000;

/** Log and metrics of one run; disposing of it ends the metrics, the log needs no end. */
export interface Telemetry extends AsyncDisposable {
  readonly observer: RunObserver;
}

/** Telemetry, or one line that says why the metrics cannot be served. */
export type OpenedTelemetry =
  | { readonly ok: true; readonly telemetry: Telemetry }
  | { readonly ok: false; readonly problem: string };

/** What telemetry needs of its surroundings. */
export interface TelemetryOptions {
  readonly environment: Pick<Environment, 'logLevel' | 'metricsPort' | 'metricsHost'>;
  /** Where log lines go, and the address of the metrics. */
  readonly stderr: LogStream;
  readonly db: CensusDatabase;
  /** The run's clock. */
  readonly now: () => Date;
  /** Whether the run ends by itself: then its summary says what happened, and the log only what went wrong. */
  readonly once: boolean;
}

/** Opens the log, and serves the metrics when the environment names a port; the address is written to stderr. */
export async function openTelemetry(options: TelemetryOptions): Promise<OpenedTelemetry> {
  const { environment, stderr, db, now } = options;
  const logging = logObserver(openLog(stderr, environment.logLevel ?? usualLevel(options)));
  if (environment.metricsPort === null) {
    return { ok: true, telemetry: telemetryOf([logging], async () => undefined) };
  }
  // A scraper gives up sooner than a connection to a database that is away.
  const metrics = openMetrics(() =>
    Promise.race([readCensus(db, now(), logging), sleep(censusPatienceMs, undefined, { ref: false })]),
  );
  const opened = await openMetricsServer(
    { host: environment.metricsHost, port: environment.metricsPort },
    metrics,
    logging.troubled,
  );
  if (!opened.ok) return opened;
  stderr.write(`metrics at ${opened.server.url}metrics\n`);
  return { ok: true, telemetry: telemetryOf([logging, metrics.observer], opened.server.close) };
}

function telemetryOf(observers: readonly RunObserver[], close: () => Promise<void>): Telemetry {
  return { observer: unfailing(observers), [Symbol.asyncDispose]: close };
}

function usualLevel({ once, stderr }: TelemetryOptions): LogLevel {
  // On a terminal there is a bar, which a line now and then would tear apart.
  return once || stderr.isTTY === true ? 'warn' : 'info';
}

async function readCensus(
  db: CensusDatabase,
  at: Date,
  { troubled }: Pick<RunObserver, 'troubled'>,
): Promise<CensusGauges | undefined> {
  try {
    const [due, { waiting, running }] = await Promise.all([dueNow(db, at), unfinishedVisits(db)]);
    const { hosts, oldestLivingDueAt } = due;
    const ageMs = oldestLivingDueAt === null ? 0 : at.getTime() - oldestLivingDueAt.getTime();
    return { dueHosts: hosts, oldestDueLivingSeconds: ageMs / 1_000, waiting, running };
  } catch (problem) {
    troubled(problem);
    return undefined;
  }
}

/** Tells all of them. A fault of one is no reason to end a crawl: it costs what would have been told. */
function unfailing(observers: readonly RunObserver[]): RunObserver {
  const toAll =
    <Event>(tell: (observer: RunObserver, event: Event) => void) =>
    (event: Event) => {
      for (const observer of observers) {
        try {
          tell(observer, event);
        } catch {
          // Nobody is left to tell.
        }
      }
    };
  return {
    visitEnded: toAll((observer, record) => observer.visitEnded(record)),
    batchRecorded: toAll((observer, batch) => observer.batchRecorded(batch)),
    progressed: toAll((observer, progress) => observer.progressed(progress)),
    domainProbed: toAll((observer, probe) => observer.domainProbed(probe)),
    outageBegan: toAll((observer, outage) => observer.outageBegan(outage)),
    outageEnded: toAll((observer, outage) => observer.outageEnded(outage)),
    troubled: toAll((observer, problem) => observer.troubled(problem)),
  };
}
