/**
 * The target of a request as path and query (RFC 9112, section 3.2.1), or undefined when nothing at an address of ours
 * can be meant: `*`, or percent signs that are no UTF-8, which Next would answer with a failure of its own. The form
 * with scheme and host, which servers must accept (section 3.2.2), is cut down to its path.
 */
export function originForm(target: string): string | undefined {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  const rooted = path === '' || path.startsWith('?') ? `/${path}` : path;
  return rooted.startsWith('/') && isDecodable(rooted.split('?', 1)[0] ?? '') ? rooted : undefined;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
