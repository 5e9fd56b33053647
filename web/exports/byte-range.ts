/** Which bytes of a representation a request wants; `first` and `last` are both included. */
export type ByteRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'unsatisfiable' };

/**
 * Reads a Range header (RFC 9110, section 14). Several ranges at once, another unit and what is malformed count as no range at all, which
 * the standard allows: the whole is sent.
 *
 * @param size of the whole, in bytes.
 */
export function readRange(header: string | undefined, size: number): ByteRange {
  const match = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '');
  const [, from = '', to = ''] = match ?? [];
  if (match === null || (from === '' && to === '')) return { kind: 'whole' };
  // `-500`: the last 500 bytes.
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return { kind: 'whole' };
  return first > last || first >= size ? { kind: 'unsatisfiable' } : { kind: 'part', first, last };
}
