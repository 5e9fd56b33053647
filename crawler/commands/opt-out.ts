import { apexDomain, type HostName, parseHostName, registrableDomain } from '../../db/model/host-name.ts';
import { isOptedOut } from '../../db/queries/removals.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { blockDomain, unblockDomain } from '../../db/writes/block-domain.ts';
import { optOutHost, undoOptOut } from '../../db/writes/forget-host.ts';
import { reviseDays } from '../census/revise-days.ts';
import type { CommandContext } from './command.ts';
import { CommandError, wrongUse } from './command-error.ts';
import { withdrawHere } from './publish.ts';
import { withCensus } from './with-census.ts';

/** Whom an opt-out concerns: one host, or a domain with all that stands below it. */
interface OptOutTarget {
  readonly host: HostName;
  readonly isDomain: boolean;
}

/**
 * `fedicensus optout HOST [--undo]`: forgets a host and its history everywhere, day figures and files that this machine has
 * published included; it is never contacted again. `*.DOMAIN` is the domain itself and every host below it, those that nobody has named yet included.
 */
export async function optOut(
  context: CommandContext,
  text: string,
  options: { readonly undo: boolean },
): Promise<void> {
  const target = readTarget(text);
  await withCensus(context, async ({ db }) => {
    const now = new Date();
    const act = options.undo ? takeBack : forget;
    context.stdout.write(`${await act(db, target, now)}\n`);
    await reviseDays(db, now, context.stop);
    await withdrawHere(context, db);
  });
}

function readTarget(text: string): OptOutTarget {
  const isDomain = text.startsWith('*.');
  const parsed = parseHostName(isDomain ? text.slice(2) : text);
  if (!parsed.ok) throw wrongUse([`"${text}" is no host name (${parsed.reason}).`]);
  const host = parsed.value;
  if (isDomain && registrableDomain(host) !== host && apexDomain(host) !== host)
    throw wrongUse([
      `"${text}" is no whole domain: give *.${apexDomain(host)}, or the hosts below it one by one.`,
    ]);
  return { host, isDomain };
}

async function forget(db: CensusDatabase, { host, isDomain }: OptOutTarget, now: Date): Promise<string> {
  if (!isDomain) {
    await db.transaction().execute((trx) => optOutHost(trx, host, { at: now }));
    return `${host} is forgotten and will not be contacted again.`;
  }
  const hosts = await db.transaction().execute((trx) => blockDomain(trx, host));
  return `${host} and all below it are forgotten (${hosts} known hosts) and will not be contacted again.`;
}

async function takeBack(db: CensusDatabase, { host, isDomain }: OptOutTarget, now: Date): Promise<string> {
  if (isDomain) {
    if (!(await db.transaction().execute((trx) => unblockDomain(trx, host))))
      throw new CommandError(`*.${host} was not blocked.`);
    return `Names below ${host} may be added again. Hosts that were forgotten stay so until each is undone.`;
  }
  const undone = await db.transaction().execute((trx) => undoOptOut(trx, host, now));
  if (undone) return `${host} takes part again; it is due for a visit. What was forgotten stays forgotten.`;
  const isBlocked = await isOptedOut(db, host);
  throw new CommandError(
    isBlocked ? `${host} stands below a blocked domain: undo that first.` : `${host} had not opted out.`,
  );
}
