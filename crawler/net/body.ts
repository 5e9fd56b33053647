import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { NetError } from './failure.ts';
import type { ResponseHeaders } from './headers.ts';

/** How a body is to be read. */
export interface BodyPlan {
  readonly coding: ContentCoding;
  /** Limit on the body after decompression. */
  readonly maxBodyBytes: number;
  /** `fail`: a longer body is a failure. `cut`: its first `maxBodyBytes` are the body. */
  readonly overflow: 'fail' | 'cut';
  /** Told of every piece as it came over the wire. */
  onWireBytes(count: number): void;
}

/** A body in memory. */
export interface Body {
  readonly body: Uint8Array;
  /** True when the body went on beyond the limit. */
  readonly isCut: boolean;
}

/** Codings that we ask for (RFC 9110, section 8.4.1). */
export type ContentCoding = 'identity' | 'gzip';

/** What is sent as `accept-encoding`. */
export const acceptEncoding = 'gzip';

/**
 * A compressed body may be a little longer than what it holds (headers, stored blocks), but not without end: deflate
 * allows any number of empty blocks.
 */
const maxCodingOverheadBytes = 64 * 1024;

const overflowed = new NetError('too-large', 'body');

/** The coding of an answer; null for one that we did not ask for, or for several on top of each other. */
export function contentCoding(headers: ResponseHeaders): ContentCoding | null {
  const coding = (headers.get('content-encoding') ?? []).join(',').trim().toLowerCase();
  if (coding === '' || coding === 'identity') return 'identity';
  return coding === 'gzip' || coding === 'x-gzip' ? 'gzip' : null;
}

/**
 * Reads a body to its end, or to its limit; beyond it the connection is dropped, not drained.
 *
 * @throws {NetError} `too-large` where the plan says so; otherwise whatever the stream fails with.
 */
export async function readBody(source: Readable, plan: BodyPlan): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isCut = false;
  async function* counted(wire: AsyncIterable<Uint8Array>) {
    let wireBytes = 0;
    for await (const chunk of wire) {
      wireBytes += chunk.length;
      plan.onWireBytes(chunk.length);
      if (wireBytes > plan.maxBodyBytes + maxCodingOverheadBytes) throw overflowed;
      yield chunk;
    }
  }
  async function collect(decoded: AsyncIterable<Uint8Array>) {
    for await (const chunk of decoded) {
      const room = plan.maxBodyBytes - size;
      chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
      size += Math.min(chunk.length, room);
      if (chunk.length > room) throw overflowed;
    }
  }
  try {
    if (plan.coding === 'gzip') await pipeline(source, counted, createGunzip(), collect);
    else await pipeline(source, counted, collect);
  } catch (error) {
    if (error !== overflowed || plan.overflow === 'fail') throw error;
    isCut = true;
  }
  return { body: Buffer.concat(chunks, size), isCut };
}
