import type { Figure, FigureName, Figures } from '../../db/model/figures.ts';
import { cleanLine, textLimits } from '../../db/model/text.ts';
import { readCount } from './count.ts';
import { isJsonObject, type JsonObject, type Note, own, type Reading } from './reading.ts';

/** What a NodeInfo document says, in our terms. */
export interface NodeInfo {
  /** Lower case, at most 64 characters of `[a-z0-9._+-]`; what else it held became `-`. */
  readonly software: string;
  /** As given, on one line; null when empty or missing. */
  readonly version: string | null;
  readonly figures: Figures;
  /** Null when the server did not say, or said something that is no boolean. */
  readonly openRegistrations: boolean | null;
  /** The free part of the document; read by the adapter of its software. */
  readonly metadata: JsonObject;
  /** Name and description of the server, which 2.2 added; empty in documents that do not have it. */
  readonly instance: JsonObject;
}

/** Why a document is no NodeInfo. */
export type NodeInfoRefusal = 'not-an-object' | 'no-software-name';

/** Where each figure stands; the second spelling is GoToSocial's and Emissary's (and FEP-f1d5's text). */
const figurePaths = {
  users_total: [['usage', 'users', 'total']],
  users_active_month: [['usage', 'users', 'activeMonth']],
  users_active_half_year: [
    ['usage', 'users', 'activeHalfyear'],
    ['usage', 'users', 'activeHalfYear'],
  ],
  local_posts: [['usage', 'localPosts']],
  local_comments: [['usage', 'localComments']],
} as const satisfies Record<FigureName, readonly (readonly string[])[]>;

/**
 * Reads a NodeInfo document of any version (schemas 1.0 to 2.2 at nodeinfo.diaspora.software): they differ in fields
 * that we do not use. Each field stands on its own: a bad one becomes null with a note and never voids its neighbours.
 * Only a document without a software name is refused, since nothing says then that it is NodeInfo at all.
 */
export function parseNodeInfo(document: unknown): Reading<NodeInfo, NodeInfoRefusal> {
  if (!isJsonObject(document)) return { ok: false, reason: 'not-an-object' };
  const software = softwareName(own(own(document, 'software'), 'name'));
  if (software === undefined) return { ok: false, reason: 'no-software-name' };
  const notes: Note[] = [];
  if (own(own(document, 'software'), 'name') !== software)
    notes.push({ path: 'software.name', reason: 'odd-name' });
  const rawVersion = own(own(document, 'software'), 'version');
  const metadata = own(document, 'metadata');
  const instance = own(document, 'instance');
  // Mastodon 4.0 sent [] for some days; what is missing is no deviation that matters to us.
  if (metadata !== undefined && !isJsonObject(metadata))
    notes.push({ path: 'metadata', reason: 'wrong-type' });
  return {
    ok: true,
    value: {
      software,
      version: typeof rawVersion === 'string' ? cleanLine(rawVersion, textLimits.version) : null,
      figures: readFigures(document, notes),
      openRegistrations: readBoolean(own(document, 'openRegistrations'), 'openRegistrations', notes),
      metadata: isJsonObject(metadata) ? metadata : {},
      instance: isJsonObject(instance) ? instance : {},
    },
    notes,
  };
}

/**
 * The name as one word that is safe in a URL and a file name. The schema wants `^[a-z0-9-]+$`; real ones hold capitals
 * ("Mobilizon"), dots ("Iceshrimp.NET") and blanks.
 */
function softwareName(raw: unknown): string | undefined {
  if (typeof raw !== 'string') return undefined;
  const name = raw
    .slice(0, textLimits.software * 4)
    .toLowerCase()
    .replace(/[^a-z0-9._+-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, textLimits.software);
  return name === '' ? undefined : name;
}

function readFigures(document: JsonObject, notes: Note[]): Figures {
  const figure = (name: FigureName): Figure => {
    for (const [place, path] of figurePaths[name].entries()) {
      const raw = path.reduce<unknown>((value, key) => own(value, key), document);
      if (raw === undefined) continue;
      const { figure: read, note } = readCount(raw);
      if (place > 0) notes.push({ path: path.join('.'), reason: 'odd-key' });
      if (note !== null) notes.push({ path: path.join('.'), reason: note });
      return read;
    }
    return { value: null, provenance: 'absent' };
  };
  return {
    users_total: figure('users_total'),
    users_active_month: figure('users_active_month'),
    users_active_half_year: figure('users_active_half_year'),
    local_posts: figure('local_posts'),
    local_comments: figure('local_comments'),
  };
}

/** Pleroma has sent the string "FALSE"; 0 and 1 are seen too. */
function readBoolean(raw: unknown, path: string, notes: Note[]): boolean | null {
  if (typeof raw === 'boolean') return raw;
  if (raw === undefined || raw === null) {
    notes.push({ path, reason: 'missing' });
    return null;
  }
  notes.push({ path, reason: 'wrong-type' });
  // Not String(raw): an object with a key "toString" would throw.
  const word = typeof raw === 'string' || typeof raw === 'number' ? `${raw}`.toLowerCase() : '';
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : null;
}
