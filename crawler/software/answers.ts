import { isJsonObject, type JsonObject } from '../nodeinfo/reading.ts';
import type { Answer, PeersReading, RulesReading } from './adapter.ts';

/** The document of an answer, when it is a JSON object; else undefined. */
export function objectOf(answer: Answer): JsonObject | undefined {
  return answer.kind === 'json' && isJsonObject(answer.value) ? answer.value : undefined;
}

/**
 * What an answer without rules says about them. 404: the software, or this version of it, has no such document.
 * 401 and 403: not for us, as if robots.txt had said so.
 */
export function unreadRules(answer: Answer): RulesReading {
  if (answer.kind === 'forbidden') return { kind: 'unread', reason: 'forbidden' };
  if (answer.kind !== 'status') return { kind: 'unread', reason: 'failed' };
  if (answer.status === 404) return { kind: 'unread', reason: 'not-offered' };
  const isRefused = answer.status === 401 || answer.status === 403;
  return { kind: 'unread', reason: isRefused ? 'forbidden' : 'failed' };
}

/**
 * What an answer that is no list says about it. 401: limited federation, or members only; 403, 404 and 405: switched
 * off, or not there. The admin's choice, not an error.
 */
export function unreadPeers(answer: Answer): PeersReading {
  if (answer.kind === 'forbidden') return { kind: 'unread', reason: 'forbidden' };
  if (answer.kind !== 'status') return { kind: 'unread', reason: 'failed' };
  const isSwitchedOff = [401, 403, 404, 405].includes(answer.status);
  return { kind: 'unread', reason: isSwitchedOff ? 'not-published' : 'failed' };
}

/** For families that publish no list of peers. */
export const noPeers: PeersReading = { kind: 'unread', reason: 'not-published' };
