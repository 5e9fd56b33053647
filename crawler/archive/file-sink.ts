import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { WritePart } from './export-target.ts';

/** A file as it lies on the disk. */
export interface WrittenFile {
  readonly bytes: number;
  /** Of the file as it is, compressed or not; hexadecimal. */
  readonly sha256: string;
}

/** A file that is being written. */
export interface FileSink {
  /** Takes a part; resolves when there is room for the next. */
  readonly write: WritePart;
  /** Ends the file when everything is on the disk, and says what it came to. */
  end(): Promise<WrittenFile>;
  /** Gives up: nothing more is written. The file stays, for its folder to be removed. Harmless after {@link end}. */
  abandon(): Promise<void>;
}

/**
 * Writes a new file, and takes its checksum on the way.
 *
 * @param options.isCompressed as gzip (RFC 1952), without name and time: the same records make the same bytes.
 */
export async function openFileSink(
  path: string,
  options: { readonly isCompressed: boolean },
): Promise<FileSink> {
  const file = await open(path, 'wx');
  const hash = createHash('sha256');
  let bytes = 0;
  let isOpen = true;
  const take = async (part: Uint8Array) => {
    hash.update(part);
    bytes += part.byteLength;
    await file.writeFile(part);
  };
  const close = async () => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  const finish = async (): Promise<WrittenFile> => {
    await file.sync();
    await close();
    return { bytes, sha256: hash.digest('hex') };
  };
  if (!options.isCompressed) return { write: (part) => take(toBytes(part)), end: finish, abandon: close };

  const gzip = createGzip();
  const drained = pipeline(gzip, async (parts: AsyncIterable<Uint8Array>) => {
    for await (const part of parts) await take(part);
  });
  // Told to whoever writes next, or ends.
  drained.catch(() => undefined);
  return {
    write: async (part) => {
      if (!gzip.write(toBytes(part))) await Promise.race([once(gzip, 'drain'), drained]);
    },
    end: async () => {
      gzip.end();
      await drained;
      return finish();
    },
    abandon: async () => {
      gzip.destroy();
      await drained.catch(() => undefined);
      await close();
    },
  };
}

const toBytes = (part: string | Uint8Array) => (typeof part === 'string' ? Buffer.from(part) : part);
