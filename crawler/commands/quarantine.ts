import { type HostName, parseHostName } from '../../db/model/host-name.ts';
import { cleanLine, textLimits } from '../../db/model/text.ts';
import { daysFromTo, type UtcDay, utcDayOf } from '../../db/model/utc-day.ts';
import { liftQuarantine, quarantineHost } from '../../db/writes/quarantine-host.ts';
import { rollUpDays } from '../census/roll-up.ts';
import type { CommandContext } from './command.ts';
import { CommandError, wrongUse } from './command-error.ts';
import { withCensus } from './with-census.ts';

/**
 * `fedicensus quarantine HOST --reason TEXT`: leaves an instance's figures out of totals from today on; `--undo` lifts that
 * in the whole history. The days that change are rolled up again.
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
    const since: UtcDay | undefined = await db.transaction().execute(async (trx) => {
      if (options.undo) return liftQuarantine(trx, host);
      return (await quarantineHost(trx, host, { since: today, detail })) ? today : undefined;
    });
    if (since === undefined) {
      throw new CommandError(
        options.undo ? `${host} is not quarantined by hand.` : `${host} is no instance of this census.`,
      );
    }
    await rollUpDays(db, daysFromTo(since, today), now);
    context.stdout.write(
      options.undo
        ? `${host} counts again, since ${since}.\n`
        : `${host} is quarantined: from ${since} on its figures are shown and not counted.\n`,
    );
  });
}
