import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { outcomeKinds } from '../../db/model/outcome.ts';
import type { RunObserver } from '../run/observer.ts';

/** What the census says of itself at a scrape. */
export interface CensusGauges {
  /** Hosts of any kind that are due. */
  readonly dueHosts: number;
  /** For how long the living instance that has waited longest has been due, in seconds; 0: none is. */
  readonly oldestDueLivingSeconds: number;
  /** Visits in the queue, over all processes. */
  readonly waiting: number;
  readonly running: number;
}

/** Metrics of one run: an observer that counts, and their text for Prometheus. */
export interface RunMetrics {
  readonly observer: RunObserver;
  readonly contentType: string;
  /** The text of a scrape. Resolves also while the database is away. */
  text(): Promise<string>;
}

const visitSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120];
const batchSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Opens the metrics of a run.
 *
 * @param readCensus asks the database; asked once a scrape. Undefined: it could not say.
 */
export function openMetrics(readCensus: () => Promise<CensusGauges | undefined>): RunMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const observer = countingObserver(registry);
  const setCensus = censusGauges(registry);
  const write = async () => {
    setCensus(await readCensus());
    return registry.metrics();
  };
  // Many who ask at once cost one look at the census.
  let writing: Promise<string> | undefined;
  return {
    observer,
    contentType: registry.contentType,
    text: () => {
      writing ??= write().finally(() => {
        writing = undefined;
      });
      return writing;
    },
  };
}

function countingObserver(registry: Registry): RunObserver {
  const registers = [registry];
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const visits = new Counter({
    name: 'fedicensus_visits_total',
    help: 'Visits that ended, by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  // From the start, so that a rate can be taken of the first one too.
  for (const outcome of outcomeKinds) visits.inc({ outcome }, 0);
  const visitDuration = new Histogram({
    name: 'fedicensus_visit_duration_seconds',
    help: 'Time from the first request of a visit to the last byte.',
    buckets: visitSeconds,
    registers,
  });
  const requests = counter('fedicensus_requests_total', 'Requests sent.');
  const bytes = counter('fedicensus_received_bytes_total', 'Body bytes received, before decompression.');
  const recorded = counter('fedicensus_recorded_visits_total', 'Visits that were committed.');
  const newHosts = counter('fedicensus_new_hosts_total', 'Hosts that the committed visits named first.');
  const batchDuration = new Histogram({
    name: 'fedicensus_batch_duration_seconds',
    help: 'Time of the transaction that records a batch of visits.',
    buckets: batchSeconds,
    registers,
  });
  const inFlight = new Gauge({
    name: 'fedicensus_visits_in_flight',
    help: 'Visits under way in this process.',
    registers,
  });
  const outage = new Gauge({
    name: 'fedicensus_own_outage',
    help: '1 while our own network has failed and visits are held back.',
    registers,
  });
  const outages = counter('fedicensus_own_outages_total', 'Times that our own network has failed.');
  const problems = counter('fedicensus_problems_total', 'Trouble that the run survived.');
  const probed = new Counter({
    name: 'fedicensus_domains_probed_total',
    help: 'Domains tried with an invented name, by whether they answered to it.',
    labelNames: ['wildcard'],
    registers,
  });
  for (const wildcard of ['true', 'false']) probed.inc({ wildcard }, 0);
  return {
    visitEnded(record) {
      visits.inc({ outcome: record.outcome });
      visitDuration.observe(record.durationMs / 1_000);
      requests.inc(record.requests);
      bytes.inc(record.bytes);
    },
    batchRecorded(batch) {
      recorded.inc(batch.visits);
      newHosts.inc(batch.newHosts);
      batchDuration.observe(batch.ms / 1_000);
    },
    progressed: (progress) => inFlight.set(progress.inFlight),
    domainProbed: ({ isWildcard }) => probed.inc({ wildcard: String(isWildcard) }),
    outageBegan: () => {
      outage.set(1);
      outages.inc();
    },
    outageEnded: () => outage.set(0),
    troubled: () => problems.inc(),
  };
}

/** Gauges that are read from the database; what could not be read is absent, not zero. */
function censusGauges(registry: Registry): (census: CensusGauges | undefined) => void {
  const registers = [registry];
  const up = new Gauge({
    name: 'fedicensus_database_up',
    help: '1 when the census could be asked at this scrape.',
    registers,
  });
  const due = new Gauge({ name: 'fedicensus_due_hosts', help: 'Hosts that are due for a visit.', registers });
  const oldest = new Gauge({
    name: 'fedicensus_oldest_due_living_instance_age_seconds',
    help: 'How long the living instance that has waited longest has been due; 0: none is.',
    registers,
  });
  const queued = new Gauge({
    name: 'fedicensus_queued_visits',
    help: 'Visits in the queue, over all processes.',
    labelNames: ['state'],
    registers,
  });
  return (census) => {
    up.set(census === undefined ? 0 : 1);
    if (census === undefined) {
      for (const gauge of [due, oldest, queued]) gauge.remove({});
      queued.reset();
      return;
    }
    due.set(census.dueHosts);
    oldest.set(census.oldestDueLivingSeconds);
    queued.set({ state: 'waiting' }, census.waiting);
    queued.set({ state: 'running' }, census.running);
  };
}
