import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Writable } from 'node:stream';

/** Takes a part of the output; resolves when there is room for the next. */
export type WritePart = (part: string | Uint8Array) => Promise<void>;

/**
 * How writing ended. `reader-gone`: whoever read the pipe has seen enough (`| head`), which is no failure. `failed`:
 * a sentence about the file.
 */
export type ExportEnd<Result> =
  | { readonly kind: 'written'; readonly result: Result }
  | { readonly kind: 'reader-gone' }
  | { readonly kind: 'failed'; readonly problem: string };

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder does not exist',
  EEXIST: 'it is there already',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
};

/**
 * Writes a file all or nothing: into a temporary file beside it, which takes its name when everything is on the disk.
 * Until then an older file of that name stays as it is, and after a failure or an abort no part is left. A device or a
 * pipe (`/dev/null`) is written as it is.
 *
 * @param signal ends the writing with its reason as the error.
 */
export async function writeExportFile<Result>(
  path: string,
  produce: (write: WritePart) => Promise<Result>,
  signal?: AbortSignal,
): Promise<ExportEnd<Result>> {
  try {
    const target = await realpath(path).catch(() => path);
    const existing = await stat(target).catch(() => undefined);
    if (existing?.isDirectory())
      return { kind: 'failed', problem: `${path} cannot be written: it is a folder.` };
    const isSpecial = existing !== undefined && !existing.isFile();
    const partial = isSpecial
      ? target
      : join(dirname(target), `.${basename(target).slice(0, 100)}.${randomUUID()}.partial`);
    try {
      const result = await fill(partial, produce, signal);
      if (!isSpecial) await rename(partial, target);
      return { kind: 'written', result };
    } catch (error) {
      if (!isSpecial) await rm(partial, { force: true });
      throw error;
    }
  } catch (error) {
    const problem = describeFileProblem(error);
    // An error of the database has a code of its own, which is in no table of file errors.
    if (problem === undefined) throw error;
    return { kind: 'failed', problem: `${path} cannot be written: ${problem}.` };
  }
}

/** Why a file could not be written, with its code; undefined for an error that is none of a file. */
export function describeFileProblem(error: unknown): string | undefined {
  const reason = reasons[codeOf(error)];
  return reason === undefined ? undefined : `${reason} (${codeOf(error)})`;
}

/**
 * Writes a folder all or nothing: into a temporary folder beside it, which takes its name when everything is on the disk. A folder
 * that is there already is replaced if it is empty or holds nothing but what `isReplaceable` knows by name; after a failure it is as
 * it was.
 */
export async function writeExportFolder<Result>(
  path: string,
  isReplaceable: (name: string) => boolean,
  produce: (folder: string) => Promise<Result>,
): Promise<ExportEnd<Result>> {
  const target = resolve(path);
  const beside = (what: string) =>
    join(dirname(target), `.${basename(target).slice(0, 100)}.${randomUUID()}.${what}`);
  try {
    const found = await readdir(target).catch((error) =>
      codeOf(error) === 'ENOENT' ? null : Promise.reject(error),
    );
    const foreign = found?.find((name) => !isReplaceable(name));
    if (foreign !== undefined)
      return {
        kind: 'failed',
        problem: `${path} cannot be replaced: it holds ${JSON.stringify(foreign)}, which is no export.`,
      };
    const partial = beside('partial');
    await mkdir(partial);
    try {
      const result = await produce(partial);
      await putInPlace(partial, target, found === null ? null : beside('replaced'));
      return { kind: 'written', result };
    } catch (error) {
      await rm(partial, { recursive: true, force: true });
      throw error;
    }
  } catch (error) {
    const problem = describeFileProblem(error);
    if (problem === undefined) throw error;
    return { kind: 'failed', problem: `${path} cannot be written: ${problem}.` };
  }
}

async function putInPlace(partial: string, target: string, replaced: string | null): Promise<void> {
  if (replaced === null) return rename(partial, target);
  await rename(target, replaced);
  try {
    await rename(partial, target);
  } catch (error) {
    await rename(replaced, target);
    throw error;
  }
  await rm(replaced, { recursive: true });
}

async function fill<Result>(
  path: string,
  produce: (write: WritePart) => Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  await using file = await open(path, 'w');
  const result = await produce(async (part) => {
    signal?.throwIfAborted();
    await file.writeFile(part);
  });
  signal?.throwIfAborted();
  // A pipe or device has nothing to sync (EINVAL).
  if ((await file.stat()).isFile()) await file.sync();
  return result;
}

/** Thrown inside `produce` to end it when the reader of a pipe has gone. */
class ReaderGoneError extends Error {
  override readonly name = 'ReaderGoneError';
}

/** Writes to a stream such as stdout, no faster than its reader takes it. The stream stays open. */
export async function writeExportStream<Result>(
  stream: Writable,
  produce: (write: WritePart) => Promise<Result>,
  signal?: AbortSignal,
): Promise<ExportEnd<Result>> {
  const gone = new AbortController();
  let failure: unknown;
  const onError = (error: unknown) => {
    failure = error;
    gone.abort();
  };
  stream.on('error', onError);
  try {
    const result = await produce(async (part) => {
      signal?.throwIfAborted();
      if (!gone.signal.aborted && stream.write(part)) return;
      if (!gone.signal.aborted) await once(stream, 'drain', { signal: gone.signal }).catch(() => undefined);
      if (gone.signal.aborted) throw new ReaderGoneError('The reader has gone.', { cause: failure });
    });
    await flushed(stream);
    return gone.signal.aborted ? end(failure) : { kind: 'written', result };
  } catch (error) {
    if (error instanceof ReaderGoneError) return end(failure);
    throw error;
  } finally {
    stream.off('error', onError);
    // What the stream still reports after its reader has gone must not end the process.
    stream.on('error', () => undefined);
  }
}

/** Waits until what was written has left, or the stream has failed: stdout may be a pipe that is written later. */
function flushed(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}

function end(failure: unknown): ExportEnd<never> {
  if (codeOf(failure) === 'EPIPE' || codeOf(failure) === 'ERR_STREAM_DESTROYED')
    return { kind: 'reader-gone' };
  const reason = reasons[codeOf(failure)] ?? String(failure);
  return { kind: 'failed', problem: `The output cannot be written: ${reason}.` };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
