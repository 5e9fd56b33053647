/** What stands at a path of a JSON document. */
type Kind = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array' | 'empty array' | 'empty object';

/** Languages and scales are keys that depend on the server: one stands for all. */
const openKeys = /^(translations|versions)$/;

/** The kinds found at each path; the elements of an array share the path `[]`. */
export type Shape = ReadonlyMap<string, ReadonlySet<Kind>>;

/** The shape of a JSON document. */
export function shapeOf(document: unknown): Shape {
  const shape = new Map<string, Set<Kind>>();
  const visit = (value: unknown, path: string): void => {
    shape.set(path, (shape.get(path) ?? new Set()).add(kindOf(value)));
    if (Array.isArray(value)) for (const element of value) visit(element, `${path}[]`);
    else if (typeof value === 'object' && value !== null) {
      const isOpen = openKeys.test(path.split('.').at(-1) ?? '');
      for (const [key, part] of Object.entries(value)) visit(part, `${path}.${isOpen ? '*' : key}`);
    }
  };
  visit(document, '');
  return shape;
}

function kindOf(value: unknown): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'empty array' : 'array';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'empty object' : 'object';
  return typeof value as 'string' | 'number' | 'boolean';
}

const hollow: ReadonlySet<Kind> = new Set(['null', 'empty array', 'empty object']);

/** Whether a shape cannot say what lies at a path, since something above it is null or empty. */
function isSilentAt(shape: Shape, path: string): boolean {
  for (let end = path.length - 1; end >= 0; end -= 1) {
    if (!/[.[]/.test(path[end] ?? '')) continue;
    const kinds = shape.get(path.slice(0, end));
    if (kinds !== undefined && [...kinds].every((kind) => hollow.has(kind))) return true;
  }
  return false;
}

/**
 * How a document departs from recorded ones: paths that all of them have and it lacks (`- path`), paths that none of
 * them has (`+ path`), and paths where it holds another kind of value (`~ path`). What a document cannot say, since it
 * is null or empty there, is no departure.
 */
export function departures(document: unknown, recorded: readonly unknown[]): string[] {
  const own = shapeOf(document);
  const others = recorded.map(shapeOf);
  const inAll = [...(others[0]?.keys() ?? [])].filter((path) => others.every((other) => other.has(path)));
  const missing = inAll.filter((path) => !own.has(path) && !isSilentAt(own, path));
  const found = [...own.keys()].flatMap((path) => {
    if (others.every((other) => !other.has(path))) {
      return others.some((other) => isSilentAt(other, path)) ? [] : [`+ ${path}`];
    }
    const allowed = new Set(others.flatMap((other) => [...(other.get(path) ?? [])]));
    return isSameKind(own.get(path) ?? new Set(), allowed) ? [] : [`~ ${path}`];
  });
  return [...missing.map((path) => `- ${path}`), ...found];
}

function isSameKind(own: ReadonlySet<Kind>, allowed: ReadonlySet<Kind>): boolean {
  const plain = (kinds: ReadonlySet<Kind>) =>
    new Set([...kinds].filter((kind) => kind !== 'null').map((kind) => kind.replace('empty ', '')));
  const known = plain(allowed);
  return known.size === 0 || [...plain(own)].every((kind) => known.has(kind));
}
