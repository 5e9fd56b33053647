import type { HostNameRefusal } from '../../../db/model/host-name.ts';
import type { AskedHost } from '../../params/asked-host.ts';

/** What can be wrong with what was sent, as the messages name it. */
export type SubmissionProblem =
  | 'empty'
  | 'has-path'
  | 'ip-literal'
  | 'bad-name'
  | 'full'
  | 'too-often'
  | 'read-only'
  | 'away';

/** Those that the form's answer names in the address. */
const fromAddress = [
  'full',
  'too-often',
  'read-only',
  'away',
] as const satisfies readonly SubmissionProblem[];

const ofRefusal: Partial<Record<HostNameRefusal, SubmissionProblem>> = {
  empty: 'empty',
  'has-path': 'has-path',
  'has-port': 'has-path',
  'has-user': 'has-path',
  'ip-literal': 'ip-literal',
};

/** What is wrong with a request, or null: the name itself first, else what became of the form. */
export function readProblem(asked: AskedHost, given: unknown): SubmissionProblem | null {
  if (asked.kind === 'bad') return ofRefusal[asked.reason] ?? 'bad-name';
  return fromAddress.find((each) => each === given) ?? null;
}
