import { type HostName, parseHostName } from '../../db/model/host-name.ts';
import { cleanLine, textLimits } from '../../db/model/text.ts';
import { daysFromTo, type UtcDay, utcDayOf } from '../../db/model/utc-day.ts';
import { type Lifted, liftQuarantine, quarantineHost } from '../../db/writes/quarantine-host.ts';
import { rollUpDays } from '../census/roll-up.ts';
import type { CommandContext } from './command.ts';
import { CommandError, wrongUse } from './command-error.ts';
import { withCensus } from './with-census.ts';

/**
 * `fedicensus quarantine HOST --reason TEXT`: leaves an instance's figures out of totals from today on; `--undo` counts
 * it again, in the whole history: takes such a decision back, or sets what the rules have found aside. The days that change are rolled up again.
 */
export async function quarantine(
  context: CommandContext,
  text: string,
  options: { readonly reason?: string; readonly undo: boolean },
): Promise<void> {
  const parsed = parseHostName(text);
  if (!parsed.ok) throw wrongUse([`"${text}" is no host name (${parsed.reason}).`]);
  const host: HostName = parsed.value;
  const detail = options.undo ? '' : cleanLine(options.reason ?? '', textLimits.detail);
  if (detail === null)
    throw wrongUse(['--reason TEXT is missing: readers are told why figures do not count.']);
  await withCensus(context, async ({ db }) => {
    const now = new Date();
    const today = utcDayOf(now);
    const decision = { since: today, detail, decidedAt: now };
    const done = await db
      .transaction()
      .execute(async (trx) =>
        options.undo
          ? describeLifted(host, await liftQuarantine(trx, host, decision))
          : describeQuarantined(host, today, await quarantineHost(trx, host, decision)),
      );
    await rollUpDays(db, daysFromTo(done.since, today), now);
    context.stdout.write(`${done.sentence}\n`);
  });
}

interface Done {
  readonly since: UtcDay;
  readonly sentence: string;
}

function describeQuarantined(host: HostName, today: UtcDay, isInstance: boolean): Done {
  if (!isInstance) throw new CommandError(`${host} is no instance of this census.`);
  return {
    since: today,
    sentence: `${host} is quarantined: from ${today} on its figures are shown and not counted.`,
  };
}

function describeLifted(host: HostName, lifted: Lifted | undefined): Done {
  if (lifted === undefined) throw new CommandError(`${host} is not quarantined.`);
  const { kind, since } = lifted;
  const sentence =
    kind === 'withdrawn'
      ? `${host} is not quarantined by hand any more, since ${since}; the rules hold for it.`
      : `${host} counts, since ${since}, whatever the rules find.`;
  return { since, sentence };
}
