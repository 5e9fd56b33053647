import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { parseEnvironment } from '../db/environment.ts';
import type { CommandContext } from './commands/command.ts';
import { wrongUse } from './commands/command-error.ts';
import { environmentHelp } from './commands/environment-help.ts';
import { importHelp } from './commands/import-help.ts';
import { defaultConcurrency, parseCrawlOptions } from './config.ts';

/**
 * The only entry of the crawler's side: reads the command line and the environment, and sets the exit code. What has been
 * compiled once is not compiled at the next start; a folder that cannot be written is passed over.
 */
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/fedicensus'));
process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const program = describeProgram(openContext());
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed its own message; --help and --version end in an error of exit code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { reportFailure } = await import('./commands/report-failure.ts');
    return reportFailure(error, process.stderr);
  }
}

/** Reads the environment when a command asks for it: `--help` works with a bad one. */
function openContext(): () => CommandContext {
  return () => {
    const environment = parseEnvironment(process.env);
    if (!environment.ok) throw wrongUse(environment.problems);
    return {
      environment: environment.value,
      variables: process.env,
      stdout: process.stdout,
      stderr: process.stderr,
      stop: stopOnSignals(),
    };
  };
}

/** The first signal asks for a clean end, the second ends at once. */
function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(1);
      process.stderr.write('Stopping: visits under way may end. Once more to stop at once.\n');
      stop.abort();
    });
  }
  return stop.signal;
}

/** A command is loaded when it is asked for: all of them together take a second and more. */
function describeProgram(context: () => CommandContext): Command {
  const program = new Command('fedicensus')
    .description(
      'A census of the fediverse: crawls politely, counts honestly, keeps the rules of every server.',
    )
    .exitOverride()
    .configureHelp({ showGlobalOptions: false })
    .addHelpText('after', `\n${environmentHelp()}`);
  // Subcommands copy the settings that are made before them.
  addCrawl(program, context);
  addRecords(program, context);
  addCare(program, context);
  return program;
}

function addCrawl(program: Command, context: () => CommandContext): void {
  program
    .command('crawl')
    .description('visit due hosts; may run in any number of processes at once')
    .option('--once', 'until none is due and none in flight, then roll the day up and end', false)
    .option('--seed <host...>', 'hosts to begin with (default on an empty census: a list of ten)')
    .option('--seeds-file <file>', 'a file with one host a line; # begins a comment')
    .option('--concurrency <n>', `visits at a time (default: ${defaultConcurrency})`)
    .option('--now <iso>', "where the run's clock starts, such as 2026-03-01T12:00:00Z (default: now)")
    .option('--connect-to <host:port>', 'send every connection there, whatever the name; no DNS (as curl)')
    .option('--ca <file>', 'trust these certificates too (PEM)')
    .option('--json', 'end with the summary as one JSON line on stdout', false)
    .action(async (options: Record<string, unknown>) => {
      const config = parseCrawlOptions(options);
      if (!config.ok) throw wrongUse(config.problems);
      const { crawlCommand } = await import('./commands/crawl.ts');
      return crawlCommand(context(), config.value);
    });
  program
    .command('start')
    .description('crawler and site together; what "npm start" runs')
    .option('--seed <host...>', 'hosts to begin with')
    .option('--concurrency <n>', `visits at a time (default: ${defaultConcurrency})`)
    .option('--connect-to <host:port>', 'send every connection there, whatever the name; no DNS')
    .option('--ca <file>', 'trust these certificates too (PEM)')
    .action(async (options: Record<string, unknown>) => {
      const config = parseCrawlOptions(options);
      if (!config.ok) throw wrongUse(config.problems);
      const { start } = await import('./commands/start.ts');
      return start(context(), config.value);
    });
}

function addRecords(program: Command, context: () => CommandContext): void {
  program
    .command('rollup')
    .description('recompute day figures')
    .requiredOption('--from <day>', 'first day (UTC), such as 2026-03-01')
    .requiredOption('--to <day>', 'last day (UTC)')
    .option(
      '--judge-anew',
      'let the quarantine rules go through all history first; every day is recomputed',
      false,
    )
    .action(async (options: { from: string; to: string; judgeAnew: boolean }) => {
      const { rollUp } = await import('./commands/roll-up.ts');
      return rollUp(context(), options);
    });
  program
    .command('export')
    .description('print records: instances, snapshots, rules, network, software or archive')
    .argument('<what>', 'instances | snapshots | rules | network | software | archive')
    .addOption(new Option('--format <format>', 'ndjson, csv or parquet').default('ndjson'))
    .option(
      '--out <file>',
      'write there, all or nothing (default: stdout); snapshots as parquet: DIR/ for one file a month',
    )
    .option('--day <day>', 'only this day (UTC)')
    .option('--from <day>', 'from this day on')
    .option('--to <day>', 'up to this day')
    .action(async (what: string, options: Record<string, string | undefined>) => {
      const { exportCommand } = await import('./commands/export.ts');
      return exportCommand(context(), what, options);
    });
  program
    .command('publish')
    .description(
      'write the files of a finished day and of the months that changed; a crawl does it every night',
    )
    .option('--day <day>', 'a finished day (UTC) (default: the newest)')
    .action(async (options: { day?: string }) => {
      const { publishCommand } = await import('./commands/publish.ts');
      return publishCommand(context(), options);
    });
  program
    .command('import')
    .description("take in somebody else's history; it is never added to our own counts")
    .argument('<format>', 'joinmastodon-statistics | instances-social | csv')
    .argument('<file>', 'JSON or CSV, also as .gz')
    .option('--at <iso>', 'when the file was taken (default: its newest check, or now)')
    .option('--source <name>', 'name of the source (default: by format)')
    .option('--json', 'what was done as one JSON line', false)
    .addHelpText('after', importHelp)
    .action(
      async (format: string, file: string, options: { at?: string; source?: string; json: boolean }) => {
        const { importCommand } = await import('./commands/import.ts');
        return importCommand(context(), format, file, options);
      },
    );
}

function addCare(program: Command, context: () => CommandContext): void {
  program
    .command('optout')
    .description('forget a host and its history everywhere; it is never contacted again')
    .argument('<host>', 'host name')
    .option('--undo', 'let it take part again', false)
    .action(async (host: string, options: { undo: boolean }) => {
      const { optOut } = await import('./commands/opt-out.ts');
      return optOut(context(), host, options);
    });
  program
    .command('quarantine')
    .description("leave a server's figures out of totals, by hand")
    .argument('<host>', 'host name')
    .option('--reason <text>', 'why; readers see it')
    .option('--undo', 'count it again', false)
    .action(async (host: string, options: { reason?: string; undo: boolean }) => {
      const { quarantine } = await import('./commands/quarantine.ts');
      return quarantine(context(), host, options);
    });
  program
    .command('status')
    .description('hosts by status, what is due, outcomes of the last 24 hours')
    .option('--json', 'as one JSON line', false)
    .action(async (options: { json: boolean }) => {
      const { status } = await import('./commands/status.ts');
      return status(context(), options);
    });
  program
    .command('migrate')
    .description('bring the schema up to date; safe when run twice at once')
    .action(async () => {
      const { migrate } = await import('./commands/migrate.ts');
      return migrate(context());
    });
}
