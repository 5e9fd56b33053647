import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib';
import type { ContentCoding } from './negotiate.ts';

/** Smaller bodies gain nothing: with its headers such an answer is one packet either way. */
const minCodedBytes = 1_000;

/** A body that can be given out many times: its bytes, packed once for each coding, and what its headers say. */
export interface Representation {
  readonly mediaType: string;
  /** Where the list goes on, for the Link header (RFC 8288); null: it does not, or is no list. */
  readonly next: string | null;
  /** When its data last changed; null: not known. */
  readonly lastModified: Date | null;
  readonly maxAgeSeconds: number;
  /** Of the body as it is. */
  readonly bytes: number;
  /** The body for a reader who takes a coding; at once when it has been packed before. */
  coded(coding: ContentCoding): Coded | Promise<Coded>;
}

/** The bytes of a body in a coding, and the strong tag of exactly these bytes (RFC 9110, section 8.8.3.3). */
export interface Coded {
  readonly coding: ContentCoding;
  readonly bytes: Buffer;
  readonly etag: string;
}

const coders: Readonly<Record<Exclude<ContentCoding, 'identity'>, (bytes: Buffer) => Promise<Buffer>>> = {
  // Quality 5 packs JSON a tenth smaller than gzip in the same time; 11 takes fifty times as long.
  br: (bytes) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) as Promise<Buffer>,
  zstd: (bytes) => promisify(zstdCompress)(bytes) as Promise<Buffer>,
  gzip: (bytes) => promisify(gzip)(bytes) as Promise<Buffer>,
};

/** Packs bytes in a coding; those that are few stay as they are. */
export async function pack(
  bytes: Buffer,
  coding: ContentCoding,
): Promise<{ readonly coding: ContentCoding; readonly bytes: Buffer }> {
  if (coding === 'identity' || bytes.length < minCodedBytes) return { coding: 'identity', bytes };
  return { coding, bytes: await coders[coding](bytes) };
}

/** Makes a representation of a text. 27 characters of base64url hold 160 bits of SHA-256. */
export function represent(
  text: string,
  about: Pick<Representation, 'mediaType' | 'next' | 'lastModified' | 'maxAgeSeconds'>,
): Representation {
  const bytes = Buffer.from(text);
  const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 27);
  const identity: Coded = { coding: 'identity', bytes, etag: `"${tag}"` };
  const packed = new Map<ContentCoding, Coded | Promise<Coded>>();
  const packOnce = async (coding: Exclude<ContentCoding, 'identity'>): Promise<Coded> => {
    const coded: Coded = { coding, bytes: await coders[coding](bytes), etag: `"${tag}-${coding}"` };
    packed.set(coding, coded);
    return coded;
  };
  return {
    ...about,
    bytes: bytes.length,
    coded: (coding) => {
      if (coding === 'identity' || bytes.length < minCodedBytes) return identity;
      const before = packed.get(coding);
      if (before !== undefined) return before;
      const running = packOnce(coding);
      packed.set(coding, running);
      return running;
    },
  };
}
