import { Command, InvalidArgumentError, Option } from 'commander';
import { startControl } from './control.ts';
import { defaultFaultShares } from './options.ts';
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
  readonly faults: 'none' | 'some' | 'quick';
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
      new Option('--faults <which>', 'servers that misbehave; quick: as some, but none that never answers')
        .choices(['none', 'some', 'quick'])
        .default('some'),
    )
    .option('--ca-out <file>', 'where the certificate to trust is written (default: a temporary file)')
    .addHelpText(
      'after',
      '\nPrints {"address","caFile","seeds","control","day"} when ready; stops on SIGINT and SIGTERM.' +
        '\nThe control endpoint knows GET / · GET, POST /day · GET /truth?day= · GET, DELETE /log.',
    )
    .parse()
    .opts<ServeOptions>();
}

async function serve(options: ServeOptions): Promise<void> {
  const { latencyMs, caOut, controlPort, day, faults, ...rest } = options;
  await using fediverse = await startFediverse({
    ...rest,
    faults: faults === 'quick' ? { ...defaultFaultShares, stall: 0 } : faults,
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
