import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../shared/data');

/** Whether the recorded answers and corpora are beside the project; tests that need them say when they are skipped. */
export const hasSharedData = existsSync(folder);

/** Reads a JSON document below the data folder. */
export function readSharedJson(path: string): unknown {
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

/** Reads a file below the data folder as bytes. */
export function readShared(path: string): Buffer {
  return readFileSync(join(folder, path));
}

/** The files of a folder below the data folder, sorted, as paths from the data folder. */
export function listShared(path: string): readonly string[] {
  return readdirSync(join(folder, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
