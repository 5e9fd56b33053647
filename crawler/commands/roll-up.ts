import { daysFromTo, parseUtcDay, type UtcDay } from '../../db/model/utc-day.ts';
import { judgeAnew, judgeDays } from '../census/judge-days.ts';
import { reviseDays } from '../census/revise-days.ts';
import { rollUpDays } from '../census/roll-up.ts';
import type { CommandContext } from './command.ts';
import { wrongUse } from './command-error.ts';
import { withCensus } from './with-census.ts';

const maxDays = 40 * 366;

/**
 * `fedicensus rollup --from DAY --to DAY`: recomputes day figures from what was reported. `--judge-anew` has the quarantine
 * rules go through the whole history first, and recomputes every day.
 */
export async function rollUp(
  context: CommandContext,
  options: { readonly from: string; readonly to: string; readonly judgeAnew: boolean },
): Promise<void> {
  const days = readSpan(options);
  const tell = (line: string) => void context.stderr.write(`rollup: ${line}\n`);
  await withCensus(context, async ({ db }) => {
    const now = new Date();
    if (options.judgeAnew) {
      await judgeAnew(db, (day) => {
        if (day.endsWith('-28')) tell(`judged up to ${day}`);
      });
    } else await judgeDays(db, days);
    await rollUpDays(db, days, now, ({ last }) => {
      const done = daysFromTo(days[0] ?? last, last).length;
      if (done < days.length) tell(`${last}, ${done} of ${days.length} days`);
    });
    if (options.judgeAnew) await reviseDays(db, now, context.stop);
  });
  context.stdout.write(
    `Rolled up ${days.length} ${days.length === 1 ? 'day' : 'days'}: ${options.from} to ${options.to}.\n`,
  );
}

function readSpan({ from, to }: { readonly from: string; readonly to: string }): readonly UtcDay[] {
  const [first, last] = [parseUtcDay(from), parseUtcDay(to)];
  const problems = [
    ...(first === undefined ? [`--from is "${from}", but must be a day, such as 2026-03-01.`] : []),
    ...(last === undefined ? [`--to is "${to}", but must be a day, such as 2026-03-31.`] : []),
  ];
  if (first === undefined || last === undefined) throw wrongUse(problems);
  if (last < first) throw wrongUse([`--to (${to}) lies before --from (${from}).`]);
  const days = daysFromTo(first, last);
  if (days.length > maxDays)
    throw wrongUse([`--from ${from} --to ${to} is ${days.length} days; at most ${maxDays} at once.`]);
  return days;
}
