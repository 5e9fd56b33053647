import { open } from 'node:fs/promises';

/** A file's text, or why it cannot be had: a sentence that names no file. */
export type TextFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EISDIR: 'It is a folder, not a file.',
  EACCES: 'This user may not read it.',
};

/** Reads a UTF-8 file of at most `maxBytes`; a pipe or device works too. A byte order mark is left out. */
export async function readTextFile(path: string, maxBytes: number): Promise<TextFile> {
  try {
    await using file = await open(path, 'r');
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of file.createReadStream({ autoClose: false })) {
      parts.push(part as Buffer);
      bytes += (part as Buffer).length;
      if (bytes > maxBytes)
        return { ok: false, problem: `It is larger than ${Math.floor(maxBytes / 1e6)} MB.` };
    }
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { ok: false, problem: 'It is no UTF-8 text.' };
    const reason = reasons[code];
    if (reason === undefined) throw error;
    return { ok: false, problem: reason };
  }
}
