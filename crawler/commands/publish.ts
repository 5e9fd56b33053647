import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exportsFolderName } from '../../db/model/publication.ts';
import { parseUtcDay, type UtcDay, utcDayOf } from '../../db/model/utc-day.ts';
import { isFinishedDay, newestFinishedDay } from '../../db/queries/finished-days.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import type { LockedWork } from '../../db/writes/publication-lock.ts';
import { describeFileProblem } from '../archive/export-target.ts';
import { type Published, type Publisher, publicationDue, publish, withdraw } from '../publication/publish.ts';
import type { CommandContext } from './command.ts';
import { CommandError, wrongUse } from './command-error.ts';
import { withCensus } from './with-census.ts';

/** While a crawl goes on, it looks this often whether a day is to be published, or somebody to be taken out of files. */
export const lookForPublicationEveryMs = 60_000;
/** After a failure to publish (a full disk), a crawl tries again after this time: writing everything costs a while. */
const tryAgainMs = 60 * 60_000;
/** How often a command that waits for another process's publishing looks again. */
const lookAgainMs = 500;

/** `fedicensus publish [--day DAY]`: writes the files of a finished day and of the months that changed. */
export async function publishCommand(
  context: CommandContext,
  typed: { readonly day?: string },
): Promise<void> {
  const asked = parseUtcDay(typed.day);
  if (typed.day !== undefined && asked === undefined)
    throw wrongUse([`--day is "${typed.day}", but must be a day in UTC, such as 2026-03-01.`]);
  await withCensus(context, async ({ db }) => {
    const now = new Date();
    const day = await chooseDay(db, asked, now);
    const publisher = publisherOf(context, db, now, (line) => context.stderr.write(`publish: ${line}\n`));
    const published = await inTurn(context, () => publish(publisher, day));
    context.stdout.write(`${describe(published, day)} ${join(publisher.root, day)}\n`);
  });
}

async function chooseDay(db: CensusDatabase, asked: UtcDay | undefined, now: Date): Promise<UtcDay> {
  if (asked === undefined) {
    const newest = await newestFinishedDay(db, utcDayOf(now));
    if (newest === null)
      throw new CommandError('There is nothing to publish yet: no day is over that has been counted.');
    return newest;
  }
  if (asked >= utcDayOf(now) || !(await isFinishedDay(db, asked)))
    throw new CommandError(`${asked} cannot be published: it is not over, or nothing was counted on it.`);
  return asked;
}

function describe({ day, months, withdrawn }: Published, asked: UtcDay): string {
  const files =
    day === null ? `${asked} had been published before, and stays as it is:` : `Published ${day}:`;
  const more = [
    ...(months === 0 ? [] : [`${months} ${months === 1 ? 'month' : 'months'} written.`]),
    ...(withdrawn === 0 ? [] : [`${withdrawn} older ${withdrawn === 1 ? 'day' : 'days'} revised.`]),
  ];
  return [...more, files].join(' ');
}

/**
 * After an opt-out by hand: takes the host out of what this machine has published, if anything. Elsewhere the next look of a crawl does
 * it, and until then the site gives none of these files out.
 */
export async function withdrawHere(context: CommandContext, db: CensusDatabase): Promise<void> {
  const publisher = publisherOf(context, db, new Date(), (line) =>
    context.stderr.write(`published files: ${line}\n`),
  );
  if (existsSync(publisher.root)) await inTurn(context, () => withdraw(publisher));
}

/**
 * For a crawl that goes on: a task, to be repeated, that publishes the newest finished day once, and takes out of older files who has
 * asked to be forgotten. Of several processes one does the work.
 */
export function nightly(context: CommandContext, db: CensusDatabase, now: () => Date): () => Promise<void> {
  let restsUntilMs = 0;
  return async () => {
    const publisher = publisherOf(context, db, now(), () => undefined);
    const due = await publicationDue(db, publisher.root, publisher.now);
    const day = performance.now() < restsUntilMs ? null : due.day;
    if (day === null && !due.isBehind) return;
    try {
      if (day === null) {
        await withdraw(publisher);
        return;
      }
      const work = await publish(publisher, day);
      if (work.kind === 'done' && work.result.day !== null)
        context.stderr.write(`crawl: published ${day} in ${join(publisher.root, day)}\n`);
    } catch (error) {
      if (context.stop.aborted) return;
      restsUntilMs = performance.now() + tryAgainMs;
      throw withFileProblem(error, publisher.root);
    }
  };
}

function publisherOf(
  { environment, stop }: CommandContext,
  db: CensusDatabase,
  now: Date,
  tell: (line: string) => void,
): Publisher {
  const root = join(environment.dataFolder, exportsFolderName);
  return { db, root, now, source: environment.siteUrl, stop, tell };
}

/** Waits until no other process publishes, then does it. */
async function inTurn<Result>(
  { stop, stderr, environment }: CommandContext,
  work: () => Promise<LockedWork<Result>>,
): Promise<Result> {
  let isTold = false;
  for (;;) {
    const ended = await work().catch((error: unknown) => {
      throw withFileProblem(error, join(environment.dataFolder, exportsFolderName));
    });
    if (ended.kind === 'done') return ended.result;
    if (!isTold) stderr.write('Another process is publishing; waiting for it.\n');
    isTold = true;
    await sleep(lookAgainMs, undefined, { signal: stop });
  }
}

/** A full disk is a sentence for the operator; what is none of a file stays what it is. */
function withFileProblem(error: unknown, root: string): unknown {
  const problem = describeFileProblem(error);
  return problem === undefined
    ? error
    : new CommandError(`${root} cannot be written: ${problem}. Nothing was published.`, { cause: error });
}
