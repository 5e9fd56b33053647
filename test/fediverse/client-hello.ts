/** What the first bytes of a connection say. `incomplete`: more bytes are needed. */
export type ClientHello =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'malformed' }
  /** Null: the client names no server. */
  | { readonly kind: 'hello'; readonly serverName: string | null };

const malformed: ClientHello = { kind: 'malformed' };

/** Record layer: one byte of type, two of version, two of length (RFC 8446, section 5.1). */
const recordHeaderBytes = 5;
const handshakeRecord = 22;
const clientHelloMessage = 1;
/** Message type and length, version, random (RFC 8446, section 4.1.2). */
const fixedPartBytes = 1 + 3 + 2 + 32;
const serverNameExtension = 0;

/**
 * Reads the server name out of a ClientHello (RFC 6066, section 3), before anything is decided: a name that nobody
 * serves is to be refused as a real server would, which Node's own SNICallback cannot do. A hello that spans several
 * records is called malformed; no client sends one that long.
 */
export function readClientHello(bytes: Buffer): ClientHello {
  if (bytes.length < recordHeaderBytes) return { kind: 'incomplete' };
  if (bytes[0] !== handshakeRecord) return malformed;
  const end = recordHeaderBytes + bytes.readUInt16BE(3);
  if (bytes.length < end) return { kind: 'incomplete' };
  try {
    return { kind: 'hello', serverName: serverNameOf(bytes.subarray(recordHeaderBytes, end)) };
  } catch (error) {
    // Lengths that point beyond the record.
    if (error instanceof RangeError) return malformed;
    throw error;
  }
}

function serverNameOf(hello: Buffer): string | null {
  if (hello[0] !== clientHelloMessage) throw new RangeError('No ClientHello.');
  let at = fixedPartBytes;
  at += 1 + hello.readUInt8(at); // session id
  at += 2 + hello.readUInt16BE(at); // cipher suites
  at += 1 + hello.readUInt8(at); // compression methods
  const end = at + 2 + hello.readUInt16BE(at);
  at += 2;
  while (at < end) {
    const type = hello.readUInt16BE(at);
    const length = hello.readUInt16BE(at + 2);
    if (type === serverNameExtension) {
      // A list with one entry: two bytes of length, one of type (0: host name), two of length, the name.
      const nameLength = hello.readUInt16BE(at + 7);
      return hello.toString('latin1', at + 9, at + 9 + nameLength).toLowerCase();
    }
    at += 4 + length;
  }
  return null;
}
