import { type HostName, parseHostName } from '../../db/model/host-name.ts';
import { daysFromTo, type UtcDay, utcDayOf } from '../../db/model/utc-day.ts';
import { snapshotDays } from '../../db/queries/snapshot-days.ts';
import { optOutHost, undoOptOut } from '../../db/writes/forget-host.ts';
import { rollUpDays } from '../census/roll-up.ts';
import type { CommandContext } from './command.ts';
import { CommandError, wrongUse } from './command-error.ts';
import { withCensus } from './with-census.ts';

/**
 * `fedicensus optout HOST [--undo]`: forgets a host and its history everywhere, day figures included; it is never
 * contacted again.
 */
export async function optOut(
  context: CommandContext,
  text: string,
  options: { readonly undo: boolean },
): Promise<void> {
  const parsed = parseHostName(text);
  if (!parsed.ok) throw wrongUse([`"${text}" is no host name (${parsed.reason}).`]);
  const host: HostName = parsed.value;
  await withCensus(context, async ({ db }) => {
    const now = new Date();
    if (options.undo) {
      const undone = await db.transaction().execute((trx) => undoOptOut(trx, host, now));
      if (!undone) throw new CommandError(`${host} had not opted out.`);
      context.stdout.write(
        `${host} takes part again; it is due for a visit. What was forgotten stays forgotten.\n`,
      );
      return;
    }
    const days: readonly UtcDay[] = await snapshotDays(db, host);
    await db.transaction().execute((trx) => optOutHost(trx, host, { at: now }));
    const last = days.at(-1);
    const first = days[0];
    // Every day that counted the host, and those that carried its last value.
    if (first !== undefined && last !== undefined)
      await rollUpDays(db, daysFromTo(first, utcDayOf(now)), now);
    context.stdout.write(`${host} is forgotten and will not be contacted again.\n`);
  });
}
