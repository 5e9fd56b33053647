import cliProgress from 'cli-progress';
import type { ImportProgress } from '../archive/import-summary.ts';

/** Shows how far a file has been read; `stop` leaves the terminal as it was. */
export interface ImportProgressView {
  update(progress: ImportProgress): void;
  stop(): void;
}

const lineEveryMs = 5_000;

/** A bar on a terminal, for files whose size is known; a plain line every five seconds elsewhere. */
export function openImportProgress(stream: NodeJS.WriteStream, now: () => number): ImportProgressView {
  return stream.isTTY ? openBar(stream) : openLines(stream, now);
}

function openBar(stream: NodeJS.WriteStream): ImportProgressView {
  const bar = new cliProgress.SingleBar(
    {
      stream,
      format: 'import {bar} {megabytes} MB read · {rows} rows · {duration_formatted}',
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false,
    },
    cliProgress.Presets.shades_grey,
  );
  bar.start(1, 0, { rows: 0, megabytes: 0 });
  return {
    update({ bytesRead, totalBytes, rows }) {
      // Of a pipe nobody knows the end: the bar stays at its beginning.
      bar.setTotal(totalBytes ?? Number.MAX_SAFE_INTEGER);
      bar.update(bytesRead, { rows, megabytes: inMegabytes(bytesRead) });
    },
    stop: () => bar.stop(),
  };
}

function openLines(stream: NodeJS.WriteStream, now: () => number): ImportProgressView {
  let writtenAt = now();
  return {
    update({ bytesRead, totalBytes, rows }) {
      if (now() - writtenAt < lineEveryMs) return;
      writtenAt = now();
      const of = totalBytes === null ? '' : ` of ${inMegabytes(totalBytes)}`;
      stream.write(`import: ${inMegabytes(bytesRead)}${of} MB read, ${rows} rows\n`);
    },
    stop: () => undefined,
  };
}

function inMegabytes(bytes: number): number {
  return Math.round(bytes / 1e5) / 10;
}
