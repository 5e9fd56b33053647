import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** Why a file as a whole cannot be imported: one or two sentences that name no file. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** A file's content, as it comes; a gzip file's as it was before. Closed at the end of `await using`. */
export interface FileBytes extends AsyncDisposable {
  /** The first bytes of the content, at most a few dozen kilobytes; all of it when it is shorter. */
  readonly head: Buffer;
  /** The whole content, `head` included; can be read once. Throws {@link UnreadableFile}. */
  readonly parts: AsyncIterable<Buffer>;
  /** Bytes on disk; null for a pipe. */
  readonly totalBytes: number | null;
  /** Of those, how many have been read. */
  readonly bytesRead: () => number;
}

const gzipMagic = Buffer.from([0x1f, 0x8b]);
const headBytes = 8_192;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  ENOTDIR: 'There is no such file.',
  EISDIR: 'It is a folder, not a file.',
  EACCES: 'This user may not read it.',
  EPERM: 'This user may not read it.',
  Z_BUF_ERROR: 'It ends in the middle of its gzip data: was it cut off?',
  Z_DATA_ERROR: 'Its gzip data is damaged.',
};

/**
 * Opens a file, pipe or device. What begins as gzip is unpacked, whatever its name.
 *
 * @param options.maxBytes of content, after unpacking.
 * @param options.signal ends the reading with its reason.
 * @throws UnreadableFile when there is none, or it may not be read.
 */
export async function openFileBytes(
  path: string,
  options: { readonly maxBytes: number; readonly signal?: AbortSignal },
): Promise<FileBytes> {
  const { maxBytes, signal } = options;
  const handle = await open(path, 'r').catch(explain);
  try {
    const info = await handle.stat();
    if (info.isDirectory()) throw new UnreadableFile(reasons.EISDIR);
    const raw = readRaw(handle, signal);
    const content = cap(await unpack(raw.parts), maxBytes);
    const { head, rest } = await takeHead(content, headBytes);
    return {
      head,
      parts: rest,
      totalBytes: info.isFile() ? info.size : null,
      bytesRead: raw.bytesRead,
      [Symbol.asyncDispose]: () => close(handle, content),
    };
  } catch (error) {
    await handle.close();
    return explain(error);
  }
}

/** Ends the reading where it stands: a stream that is still open would keep the file open. */
async function close(handle: FileHandle, content: AsyncGenerator<Buffer>): Promise<void> {
  await content.return(undefined);
  await handle.close();
}

function readRaw(handle: FileHandle, signal: AbortSignal | undefined) {
  let bytes = 0;
  async function* parts(): AsyncGenerator<Buffer> {
    for await (const part of handle.createReadStream({ autoClose: false })) {
      signal?.throwIfAborted();
      bytes += part.length;
      yield part;
    }
  }
  return { parts: parts(), bytesRead: () => bytes };
}

async function unpack(parts: AsyncGenerator<Buffer>): Promise<AsyncIterable<Buffer>> {
  const { head, rest } = await takeHead(parts, gzipMagic.length);
  if (!head.subarray(0, gzipMagic.length).equals(gzipMagic)) return rest;
  const gunzip = createGunzip();
  // Its failure destroys `gunzip`, and whoever reads that is told.
  void pipeline(rest, gunzip).catch(() => undefined);
  return gunzip;
}

/** The first `length` bytes or more, and everything, they included. */
async function takeHead(parts: AsyncIterable<Buffer>, length: number) {
  const iterator = parts[Symbol.asyncIterator]();
  const taken: Buffer[] = [];
  let bytes = 0;
  while (bytes < length) {
    const next = await iterator.next();
    if (next.done === true) break;
    taken.push(next.value);
    bytes += next.value.length;
  }
  const head = Buffer.concat(taken);
  async function* rest(): AsyncGenerator<Buffer> {
    yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head, rest: rest() };
}

async function* cap(parts: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    for await (const part of parts) {
      bytes += part.length;
      if (bytes > maxBytes) throw new UnreadableFile(`It is larger than ${Math.floor(maxBytes / 1e6)} MB.`);
      yield part;
    }
  } catch (error) {
    explain(error);
  }
}

function explain(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  throw reason === undefined ? error : new UnreadableFile(reason, { cause: error });
}
