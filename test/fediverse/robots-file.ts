/** One group of a robots.txt (RFC 9309, section 2.1), in prefixes only: no stars, so that judging one is simple. */
export interface RobotsGroup {
  readonly agents: readonly string[];
  readonly disallow: readonly string[];
  readonly allow?: readonly string[];
  readonly crawlDelaySeconds?: number;
}

/** A robots.txt of the simulated fediverse. */
export interface RobotsFile {
  readonly comment?: string;
  readonly groups: readonly RobotsGroup[];
}

/** Forbids the whole site to everybody. */
export const denyAll: RobotsFile = { groups: [{ agents: ['*'], disallow: ['/'] }] };

/** Forbids nothing: what a server without a file, or with something else in its place, is taken to say. */
export const allowAll: RobotsFile = { groups: [] };

/** The file as it is served. */
export function formatRobots({ comment, groups }: RobotsFile): string {
  const head = comment === undefined ? [] : [`# ${comment}`, ''];
  const blocks = groups.map((group) =>
    [
      ...group.agents.map((agent) => `User-agent: ${agent}`),
      ...(group.crawlDelaySeconds === undefined ? [] : [`Crawl-delay: ${group.crawlDelaySeconds}`]),
      ...(group.allow ?? []).map((path) => `Allow: ${path}`),
      ...(group.disallow.length === 0 ? ['Disallow:'] : group.disallow.map((path) => `Disallow: ${path}`)),
      '',
    ].join('\n'),
  );
  return [...head, ...blocks].join('\n');
}

/** The group for everybody, since no file here names a census. */
function groupForEverybody({ groups }: RobotsFile): RobotsGroup | undefined {
  return groups.find(({ agents }) => agents.includes('*'));
}

/** Whether a crawler that no group names may ask for a path: the longest prefix decides, Allow wins a tie. */
export function permits(file: RobotsFile, path: string): boolean {
  const group = groupForEverybody(file);
  const longest = (prefixes: readonly string[]) =>
    Math.max(-1, ...prefixes.filter((prefix) => path.startsWith(prefix)).map((prefix) => prefix.length));
  return longest(group?.allow ?? []) >= longest(group?.disallow ?? []);
}

/** Seconds between two requests that the file asks everybody for; 0 when it does not. */
export function crawlDelayOf(file: RobotsFile): number {
  return groupForEverybody(file)?.crawlDelaySeconds ?? 0;
}
