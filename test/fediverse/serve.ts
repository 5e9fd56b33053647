import { Command, InvalidArgumentError, Option } from 'commander';
import { startControl } from './control.ts';
import type { FaultChoice } from './options.ts';
import { startFediverse } from './start.ts';

/** `node test/fediverse/serve.ts`: a simulated fediverse in a process of its own; prints one JSON line when ready. */
interface ServeOptions {
  readonly hosts: number;
  readonly seed: number;
  readonly firstDay: string;
  readonly day?: string;
  readonly port: number;
  readonly controlPort: number;
  readonly latencyMs: number;
  readonly faults: FaultChoice;
  readonly traps: number;
  readonly privateTraps: number;
  readonly hosted: number;
  readonly aliases: number;
  readonly caOut?: string;
}

function wholeNumber(raw: string): number {
  if (!/^\d{1,9}$/.test(raw)) throw new InvalidArgumentError('A whole number, please.');
  return Number(raw);
}

function readOptions(): ServeOptions {
  return new Command('serve')
    .description(
      'A simulated fediverse on this machine: thousands of servers behind one HTTPS port on loopback.',
    )
    .option('--hosts <n>', 'servers', wholeNumber, 200)
    .option('--seed <n>', 'decides everything; the same seed, the same fediverse', wholeNumber, 1)
    .option('--first-day <day>', 'YYYY-MM-DD: the day that the simulation begins with', '2026-01-01')
    .option('--day <day>', 'YYYY-MM-DD: the day that it is (default: the first day)')
    .option('--port <n>', 'HTTPS port, 0 for any', wholeNumber, 0)
    .option('--control-port <n>', 'port of the control endpoint, 0 for any', wholeNumber, 0)
    .option('--latency-ms <n>', 'median time before an answer, 0 for none', wholeNumber, 20)
    .addOption(
      new Option(
        '--faults <which>',
        'servers that misbehave; quick: as some, but none that never answers; all: every kind',
      )
        .choices(['none', 'some', 'quick', 'all'])
        .default('some'),
    )
    .option('--traps <n>', 'domains below which any name is an instance', wholeNumber, 0)
    .option('--private-traps <n>', 'the same, private suffixes of the public suffix list', wholeNumber, 0)
    .option('--hosted <n>', 'honest servers below each of two hosting domains', wholeNumber, 0)
    .option('--aliases <n>', 'servers with a second name', wholeNumber, 0)
    .option('--ca-out <file>', 'where the certificate to trust is written (default: a temporary file)')
    .addHelpText(
      'after',
      '\nPrints {"address","caFile","seeds","control","day"} when ready; stops on SIGINT and SIGTERM.' +
        '\nThe control endpoint knows GET / · GET, POST /day · GET /truth?day= · GET, DELETE /log · GET, POST /outage' +
        '\n({"share":0.9,"kind":"refuse"}, or stall, reset: so many servers cannot be reached; null ends it).',
    )
    .parse()
    .opts<ServeOptions>();
}

async function serve(options: ServeOptions): Promise<void> {
  const { latencyMs, caOut, controlPort, day, hosted, ...rest } = options;
  await using fediverse = await startFediverse({
    ...rest,
    providers:
      hosted === 0
        ? []
        : [
            { instances: hosted, unknownNames: 'refused' },
            { instances: hosted, unknownNames: 'not-found' },
          ],
    latencyMedianMs: latencyMs,
    ...(caOut === undefined ? {} : { caFile: caOut }),
    ...(day === undefined ? {} : { day }),
  });
  await using control = await startControl(fediverse, controlPort);
  const { address, caFile, seeds } = fediverse;
  const ready = { address, caFile, seeds, control: control.url, day: fediverse.day };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

try {
  await serve(readOptions());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof RangeError ? 2 : 1;
}
