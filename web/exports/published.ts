import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  manifestName,
  monthsFolderName,
  type PublicationManifest,
  type PublishedFile,
  parseManifest,
} from '../../db/model/publication.ts';
import { parseUtcDay, type UtcDay } from '../../db/model/utc-day.ts';

/** What a crawl has published on this machine, as of now; files that are being cleaned of a forgotten host are left out. */
export interface Publications {
  /** Dated folders, the newest first. */
  readonly days: readonly PublicationManifest[];
  /** The folder of months; null: there is none. */
  readonly months: PublicationManifest | null;
}

/** A file that may be given out. */
export interface ServedFile {
  readonly file: PublishedFile;
  /** Where it lies on the disk. */
  readonly path: string;
  /** Whether it lies in a dated folder. */
  readonly isDated: boolean;
}

/** What an address below `/exports/` stands for. `withheld`: a host that was forgotten may be in it; ask again in a while. */
export type FoundFile =
  | { readonly kind: 'file'; readonly served: ServedFile }
  | { readonly kind: 'withheld' }
  | { readonly kind: 'missing' };

/** The published files of a data folder. */
export interface PublishedFiles {
  list(): Promise<Publications>;
  /** @param name the address below `/exports/`, decoded: `2026-11-28/network.csv.gz`. Any text; only what a manifest names is found. */
  find(name: string): Promise<FoundFile>;
}

/** How old the knowledge of who has been forgotten may be. */
const stateKeptMs = 1_000;
/** A manifest of ten years of months is a twentieth of that. */
const maxManifestBytes = 4_000_000;

/**
 * Reads what is published in a folder. It may be absent, or be filled by another process at any time.
 *
 * @param options.withdrawalState what has been withdrawn so far (`db/queries/withdrawals.ts`); a file that was looked through in another
 * state is withheld. While it fails, the last known one holds.
 */
export function openPublishedFiles(options: {
  readonly root: string;
  readonly withdrawalState: () => Promise<{ readonly state: string }>;
  /** Monotonic milliseconds. @default performance.now */
  readonly clock?: () => number;
}): PublishedFiles {
  const { root } = options;
  const manifests = createManifestCache();
  const currentState = createStateCache(options);
  const isOpen = ({ withdrawals }: PublishedFile, state: string | null) =>
    withdrawals === null || withdrawals.state === state;
  const openPart = async (folder: string, state: string | null) => {
    const manifest = await manifests(join(root, folder));
    return manifest === null
      ? null
      : { ...manifest, files: manifest.files.filter((file) => isOpen(file, state)) };
  };
  return {
    list: async () => {
      const state = await currentState();
      const days = await datedFolders(root);
      const read = await Promise.all(days.map((day) => openPart(day, state)));
      return {
        days: read.filter((manifest) => manifest !== null),
        months: await openPart(monthsFolderName, state),
      };
    },
    find: async (name) => {
      const [folder = '', ...rest] = name.split('/');
      const isDated = parseUtcDay(folder) !== undefined;
      if (!isDated && folder !== monthsFolderName) return { kind: 'missing' };
      const manifest = await manifests(join(root, folder));
      const file = manifest?.files.find(({ path }) => path === rest.join('/'));
      if (file === undefined) return { kind: 'missing' };
      if (!isOpen(file, await currentState())) return { kind: 'withheld' };
      return { kind: 'file', served: { file, path: join(root, folder, file.path), isDated } };
    },
  };
}

async function datedFolders(root: string): Promise<readonly UtcDay[]> {
  const names = await readdir(root).catch(() => []);
  return names
    .flatMap((name) => parseUtcDay(name) ?? [])
    .toSorted()
    .toReversed();
}

/** Reads manifests again only when they have changed. */
function createManifestCache(): (folder: string) => Promise<PublicationManifest | null> {
  const kept = new Map<string, { readonly version: string; readonly manifest: PublicationManifest | null }>();
  return async (folder) => {
    const path = join(folder, manifestName);
    const found = await stat(path).catch(() => null);
    if (found === null || found.size > maxManifestBytes) {
      kept.delete(folder);
      return null;
    }
    const version = `${found.ino} ${found.mtimeMs} ${found.size}`;
    const entry = kept.get(folder);
    if (entry?.version === version) return entry.manifest;
    const text = await readFile(path, 'utf8').catch(() => '');
    const manifest = parseManifest(text) ?? null;
    kept.set(folder, { version, manifest });
    return manifest;
  };
}

function createStateCache({
  withdrawalState,
  clock = () => performance.now(),
}: Pick<Parameters<typeof openPublishedFiles>[0], 'withdrawalState' | 'clock'>): () => Promise<
  string | null
> {
  let known: string | null = null;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;
  const ask = async () => {
    askedAtMs = clock();
    known = await withdrawalState().then(
      ({ state }) => state,
      () => known,
    );
    asking = null;
  };
  return async () => {
    if (clock() - askedAtMs >= stateKeptMs) asking ??= ask();
    await asking;
    return known;
  };
}
