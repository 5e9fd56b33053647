import { isJsonObject, type Note, own, type Reading } from './reading.ts';

/** The versions of NodeInfo that we read, the best first. */
const knownVersions = ['2.2', '2.1', '2.0', '1.1', '1.0'] as const;

/** One of the versions of NodeInfo that we read. */
export type NodeInfoVersion = (typeof knownVersions)[number];

/** Where an instance keeps its NodeInfo document. */
export interface NodeInfoLink {
  readonly version: NodeInfoVersion;
  /** Absolute https URL without fragment; the host may differ from the one asked, the caller decides. */
  readonly url: URL;
}

/** Why a discovery document leads nowhere. */
export type DiscoveryRefusal = 'not-an-object' | 'no-links' | 'no-known-version' | 'bad-href';

/** Real documents hold one to five links; more is somebody's joke. */
const maxLinks = 64;
const maxHrefLength = 2_048;
const schemaName = /^(https?):\/\/nodeinfo\.diaspora\.software\/ns\/schema\/(\d+\.\d+)#?$/;

/**
 * Reads `/.well-known/nodeinfo` (NodeInfo protocol, "Discovery"): a JRD whose links name a schema in `rel` and a
 * document in `href`. The highest known version is taken.
 *
 * Read as a person would, each seen in the wild: `links` as an object in place of an array (old Hubzilla), relative
 * hrefs, hrefs without a scheme and the schema's name in `type` (Movary), `https:` in that name (Kbin), links of other
 * relations beside ours (FEP-2677). `http:` hrefs are read
 * as https, since we never use plain http.
 *
 * @param host the host that gave the document, for relative hrefs.
 */
export function parseDiscovery(document: unknown, host: string): Reading<NodeInfoLink, DiscoveryRefusal> {
  if (!isJsonObject(document)) return { ok: false, reason: 'not-an-object' };
  const notes: Note[] = [];
  const links = linksOf(document, notes);
  if (links.length === 0) return { ok: false, reason: 'no-links' };
  const named = links.flatMap((link) => namedVersion(link, notes));
  if (named.length === 0) return { ok: false, reason: 'no-known-version' };
  named.sort((a, b) => knownVersions.indexOf(a.version) - knownVersions.indexOf(b.version));
  for (const { version, href } of named) {
    const url = documentUrl(href, host, notes);
    if (url !== undefined) return { ok: true, value: { version, url }, notes };
  }
  return { ok: false, reason: 'bad-href' };
}

function linksOf(document: Readonly<Record<string, unknown>>, notes: Note[]): unknown[] {
  const links = own(document, 'links');
  if (Array.isArray(links)) return links.slice(0, maxLinks);
  if (!isJsonObject(links)) return [];
  notes.push({ path: 'links', reason: 'wrong-type' });
  // Old Hubzilla sends one link as an object, sometimes with further links under numeric keys.
  return [links, ...Object.values(links).slice(0, maxLinks)];
}

function namedVersion(link: unknown, notes: Note[]): { version: NodeInfoVersion; href: string }[] {
  const schema = schemaOf(link, notes);
  const href = own(link, 'href');
  if (schema === null || typeof href !== 'string') return [];
  if (schema[1] === 'https') notes.push({ path: 'links.rel', reason: 'https-schema-name' });
  const version = knownVersions.find((known) => known === schema[2]);
  if (version === undefined) notes.push({ path: 'links.rel', reason: 'unknown-version' });
  return version === undefined ? [] : [{ version, href }];
}

/** The schema that a link names: in `rel`, or, as Movary has it, in `type`. */
function schemaOf(link: unknown, notes: Note[]): RegExpExecArray | null {
  const inRel = matchSchema(own(link, 'rel'));
  if (inRel !== null) return inRel;
  const inType = matchSchema(own(link, 'type'));
  if (inType !== null) notes.push({ path: 'links.type', reason: 'schema-in-type' });
  return inType;
}

function matchSchema(raw: unknown): RegExpExecArray | null {
  return typeof raw === 'string' ? schemaName.exec(raw.trim()) : null;
}

function documentUrl(raw: string, host: string, notes: Note[]): URL | undefined {
  // Movary again: "movies.example/nodeinfo/2.0" means the host, not a folder of that name.
  const isBare = raw.toLowerCase().startsWith(`${host}/`);
  if (isBare) notes.push({ path: 'links.href', reason: 'href-without-scheme' });
  const href = isBare ? `https://${raw}` : raw;
  if (href.length > maxHrefLength || !URL.canParse(href, `https://${host}/`)) return undefined;
  const url = new URL(href, `https://${host}/`);
  if (url.protocol === 'http:') url.protocol = 'https:';
  const isPlain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  if (!isPlain) return undefined;
  url.hash = '';
  return url;
}
