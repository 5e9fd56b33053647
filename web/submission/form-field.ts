/** A host name with a scheme, written in percent signs, and the name of the field. */
const maxFormBytes = 4_096;

/**
 * Reads one field of a form as a browser sends it (`application/x-www-form-urlencoded`). Null when there is no such field,
 * when it is another kind of form, or when the body is larger than a form of ours can be.
 */
export async function readFormField(request: Request, name: string): Promise<string | null> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded')) return null;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxFormBytes) return null;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString()).get(name);
}
