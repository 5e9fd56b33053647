/** Headers of an answer: lower-case names, each with its values in the order of arrival. */
export type ResponseHeaders = ReadonlyMap<string, readonly string[]>;

/** Reads the flat list of names and values, as they came over the wire, that undici hands out as "raw" headers. */
export function readHeaders(raw: readonly (string | Uint8Array)[]): ResponseHeaders {
  const headers = new Map<string, string[]>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = text(raw[index]).toLowerCase();
    const values = headers.get(name) ?? [];
    values.push(text(raw[index + 1]));
    headers.set(name, values);
  }
  return headers;
}

/** Field values are octets (RFC 9110, section 5.5); latin1 keeps each of them. */
function text(part: string | Uint8Array | undefined): string {
  return typeof part === 'string' ? part : Buffer.from(part ?? []).toString('latin1');
}

/** The one value of a header; null when it is absent or was sent more than once, which leaves open what was meant. */
export function singleHeader(headers: ResponseHeaders, name: string): string | null {
  const values = headers.get(name);
  return values?.length === 1 ? (values[0] ?? null) : null;
}
