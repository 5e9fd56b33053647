import { parseHostName } from '../../db/model/host-name.ts';
import type { OutcomeKind } from '../../db/model/outcome.ts';
import { claimDomainProbes, type DomainProbe } from '../../db/writes/claim-domain-probes.ts';
import { type DomainVerdict, judgeDomain } from '../../db/writes/judge-domain.ts';
import { inventLabel } from '../frontier/invent-label.ts';
import type { Run } from './run-state.ts';

/** Domains probed at a time. */
const maxProbes = 4;

/** Begins to probe domains that have sprouted enough hosts to be looked at. */
export async function startProbes(run: Run): Promise<void> {
  const { db, now } = run.options;
  const room = maxProbes - run.probing.size;
  if (room <= 0) return;
  for (const probe of await claimDomainProbes(db, now(), room)) {
    run.probing.add(probe.domain);
    // Before visits: hosts of this domain wait for it.
    void run.running.add(() => probeDomain(run, probe), { priority: 1 });
  }
}

/** Tries an invented name below a domain, and writes down what that shows. Never rejects. */
async function probeDomain(run: Run, { domain, parent }: DomainProbe): Promise<void> {
  const { options, recorder } = run;
  try {
    const host = parseHostName(`${inventLabel(options.random)}.${parent}`);
    const outcome = host.ok ? await options.probe(host.value, run.signal) : 'dns-not-found';
    // Without a word from the network, or with one that is not to be trusted: due again in some minutes.
    if (outcome === undefined || run.brake.isTripped) return;
    const verdict = verdictOf(outcome);
    const at = options.now();
    // Visits of these hosts are recorded at the same time: one of the two transactions may have to give way.
    await options.patience.outlast(() =>
      options.db.transaction().execute((trx) => judgeDomain(trx, domain, verdict, at)),
    );
    options.observer.domainProbed({ domain, isWildcard: verdict === 'wildcard' });
  } catch (error) {
    recorder.fail(error);
  } finally {
    run.probing.delete(domain);
  }
}

/** An invented name can only be an instance where every name is one. */
function verdictOf(outcome: OutcomeKind): DomainVerdict {
  switch (outcome) {
    case 'up':
      return 'wildcard';
    case 'dns-failed':
    case 'timed-out':
    case 'unreachable':
    case 'rate-limited':
    case 'robots-unreachable':
    case 'unexpected':
      return 'unclear';
    default:
      return 'plain';
  }
}
