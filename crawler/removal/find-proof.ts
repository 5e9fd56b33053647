import type { HostName } from '../../db/model/host-name.ts';
import {
  type DnsProblem,
  type FileProblem,
  proofPath,
  proofRecordName,
  proofText,
} from '../../db/model/removal.ts';
import { isAllowed } from '../../db/model/robots.ts';
import type { RemovalCheck } from '../../db/writes/record-removal-check.ts';
import type { FetchResult, HostSession } from '../net/fetch.ts';
import { fetchRobots } from '../net/fetch-robots.ts';
import type { Http } from '../net/http.ts';
import type { TxtResolver } from '../net/txt-records.ts';

/** What looking for a proof needs from outside. */
export interface ProofTools {
  readonly http: Http;
  /** Null: this crawler asks no name servers. */
  readonly txt: TxtResolver | null;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Beyond it the file is none of ours. */
const maxFileBytes = 4_096;
/** robots.txt, the file, and the redirects of both. */
const checkTimeoutMs = 60_000;
/** As for a visit (`crawler/visit/asking.ts`): longer pauses are not waited for. */
const maxCrawlDelaySeconds = 10;

/**
 * Looks for the proof that a host's owner wants it forgotten: a TXT record first, which costs the host nothing, then a
 * file of the host itself, under its robots.txt and without leaving its name. Nothing that is found there is kept.
 *
 * @returns undefined when `stop` cut it short: that says nothing.
 */
export async function findProof(
  { host, token }: { readonly host: HostName; readonly token: string },
  tools: ProofTools,
  stop: AbortSignal,
): Promise<RemovalCheck | undefined> {
  const text = proofText(token);
  const dnsProblem = await lookInDns(host, text, tools.txt);
  if (dnsProblem === null) return { isProven: true, proof: 'dns' };
  if (stop.aborted) return undefined;
  const session = tools.http.open(host, { signal: stop, timeoutMs: checkTimeoutMs });
  try {
    const fileProblem = await lookInFile(session, text, tools.sleep);
    if (fileProblem === null) return { isProven: true, proof: 'file' };
    return stop.aborted ? undefined : { isProven: false, dnsProblem, fileProblem };
  } finally {
    await session.close();
  }
}

async function lookInDns(host: HostName, text: string, txt: TxtResolver | null): Promise<DnsProblem | null> {
  if (txt === null) return 'not-asked';
  const reading = await txt.resolve(proofRecordName(host));
  if (!reading.ok) return reading.kind === 'not-found' ? 'absent' : 'failed';
  return reading.texts.some((each) => each.trim() === text) ? null : 'other-value';
}

async function lookInFile(
  session: HostSession,
  text: string,
  sleep: (ms: number) => Promise<void>,
): Promise<FileProblem | null> {
  const reading = await fetchRobots(session);
  if (!reading.ok) return reading.kind === 'status' ? 'robots-unreachable' : problemOf(reading.failure);
  const { robots } = reading;
  if (!isAllowed(robots, proofPath)) return 'forbidden';
  const delaySeconds = robots.crawlDelaySeconds ?? 0;
  if (delaySeconds > maxCrawlDelaySeconds) return 'crawl-delay';
  if (delaySeconds > 0) await sleep(delaySeconds * 1000);
  const result = await session.get(proofPath, {
    accept: 'text/plain, */*;q=0.1',
    maxBodyBytes: maxFileBytes,
    mayFollow: (target) => target.host === session.host && isAllowed(robots, target.path),
  });
  if (!result.ok) return problemOf(result);
  if (result.status === 404 || result.status === 410) return 'absent';
  if (result.status !== 200) return 'status';
  const lines = new TextDecoder().decode(result.body).split(/\r\n|\n|\r/);
  return lines.some((line) => line.trim() === text) ? null : 'other-content';
}

function problemOf(failure: FetchResult & { readonly ok: false }): FileProblem {
  switch (failure.kind) {
    case 'moved':
    case 'redirect-refused':
      return 'redirected';
    case 'too-large':
    case 'blocked-address':
      return failure.kind;
    default:
      return 'unreachable';
  }
}
