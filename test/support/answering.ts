import { type NodeInfo, parseNodeInfo } from '../../crawler/nodeinfo/nodeinfo.ts';
import type { Answer, Ask, AskOptions } from '../../crawler/software/adapter.ts';

/** Answers by path, query included, or a function of them; undefined is 404. */
export type Answers =
  | Readonly<Record<string, Answer>>
  | ((path: string, options: AskOptions) => Answer | undefined);

/** A server for an adapter to ask, without network. Notes the paths that were asked for, in order. */
export function answering(answers: Answers): { readonly ask: Ask; readonly asked: string[] } {
  const asked: string[] = [];
  const find = typeof answers === 'function' ? answers : (path: string) => answers[path];
  const ask: Ask = async (path, options = {}) => {
    asked.push(path);
    return find(path, options) ?? { kind: 'status', status: 404 };
  };
  return { ask, asked };
}

/** The answer that is a JSON document. */
export const json = (value: unknown): Answer => ({ kind: 'json', value });

/** The answer that is an HTTP status other than 200. */
export const status = (code: number): Answer => ({ kind: 'status', status: code });

/** A NodeInfo document as the crawler has read it. */
export function nodeInfoOf(document: Readonly<Record<string, unknown>>): NodeInfo {
  const reading = parseNodeInfo(document);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.value;
}
