import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { PublicRecord } from '../../db/model/record-text.ts';

/** Records handed over at once. */
const batchSize = 200;

/** The records of a published NDJSON file, some at a time. @throws when it is damaged. */
export async function* readPublished(path: string): AsyncGenerator<readonly PublicRecord[]> {
  let batch: PublicRecord[] = [];
  for await (const line of linesOf(path)) {
    batch.push(JSON.parse(line) as PublicRecord);
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Lines end with LF alone: texts may hold U+2028, at which Node's own reader of lines would split. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const text = createGunzip();
  const read = pipeline(createReadStream(path), text);
  // A failure destroys `text` too, and is thrown by the loop.
  read.catch(() => undefined);
  text.setEncoding('utf8');
  let rest = '';
  for await (const part of text) {
    const lines = (rest + String(part)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** The checksum of a file; null when there is none or it cannot be read. */
export async function checksumOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const part of createReadStream(path)) hash.update(part as Uint8Array);
  } catch {
    return null;
  }
  return hash.digest('hex');
}
