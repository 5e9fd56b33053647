import { openFileBytes, UnreadableFile } from './file-bytes.ts';

/** A file's text, or why it cannot be had: a sentence that names no file. */
export type TextFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads a UTF-8 file of at most `maxBytes`, unpacked if it is gzip; a pipe or device works too. A byte order mark is left
 * out.
 */
export async function readTextFile(path: string, maxBytes: number, signal?: AbortSignal): Promise<TextFile> {
  try {
    await using file = await openFileBytes(path, { maxBytes, ...(signal === undefined ? {} : { signal }) });
    const parts: Buffer[] = [];
    for await (const part of file.parts) parts.push(part);
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, problem: error.message };
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { ok: false, problem: 'It is no UTF-8 text.' };
    throw error;
  }
}
