import cliProgress from 'cli-progress';

/** Where a run stands. */
export interface Progress {
  readonly visits: number;
  readonly instances: number;
  readonly inFlight: number;
  /** Hosts due or queued that have not been visited yet. */
  readonly waiting: number;
}

/** Shows a run's progress; `stop` leaves the terminal as it was. */
export interface ProgressView {
  update(progress: Progress): void;
  stop(): void;
}

const lineEveryMs = 5_000;

/** A bar that redraws itself on a terminal, a plain line every five seconds elsewhere (logs, pipes, CI). */
export function openProgress(stream: NodeJS.WriteStream, now: () => number): ProgressView {
  return stream.isTTY ? openBar(stream) : openLines(stream, now);
}

function openBar(stream: NodeJS.WriteStream): ProgressView {
  const bar = new cliProgress.SingleBar(
    {
      stream,
      format:
        'crawl {bar} {value}/{total} visits · {instances} instances · {inFlight} in flight · {duration_formatted}',
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false,
    },
    cliProgress.Presets.shades_grey,
  );
  bar.start(1, 0, { instances: 0, inFlight: 0 });
  return {
    update({ visits, instances, inFlight, waiting }) {
      // The total grows as peer lists name new hosts; a bar that never shrinks would be a lie.
      bar.setTotal(visits + inFlight + waiting);
      bar.update(visits, { instances, inFlight });
    },
    stop: () => bar.stop(),
  };
}

function openLines(stream: NodeJS.WriteStream, now: () => number): ProgressView {
  let writtenAt = now();
  return {
    update({ visits, instances, inFlight, waiting }) {
      if (now() - writtenAt < lineEveryMs) return;
      writtenAt = now();
      stream.write(
        `crawl: ${visits} visits, ${instances} instances, ${inFlight} in flight, ${waiting} waiting\n`,
      );
    },
    stop: () => undefined,
  };
}
