import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type HostName, registrableDomain } from '../model/host-name.ts';
import type { CensusTransaction } from '../tables.ts';

/** A server, and the hosts that its peer list names. */
export interface Naming {
  readonly namer: HostName;
  readonly hosts: readonly HostName[];
}

/** Width of the bitmap in bits; `host_naming.namers` is as wide. */
const bitmapBits = 256;
/** Names a statement; each comes with a bitmap of 64 hexadecimal digits. */
const chunkSize = 5_000;

/**
 * Notes which servers name a host, as a count and not as a list: a bitmap for each host, with one bit set by the hash
 * of the namer's registrable domain. So a server that is read every week counts once, a swarm below one domain counts
 * once, and nobody can read from it who named whom. The count is estimated from the set bits (`estimateNamers`).
 * Hosts that the frontier does not know are passed over.
 */
export async function countNamers(trx: CensusTransaction, namings: readonly Naming[]): Promise<void> {
  const bitmaps = new Map<HostName, Uint8Array>();
  for (const { namer, hosts } of namings) {
    const bit = bitOf(namer);
    for (const host of hosts) {
      const bitmap = bitmaps.get(host) ?? new Uint8Array(bitmapBits / 8);
      bitmap[bit >> 3] = (bitmap[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
      bitmaps.set(host, bitmap);
    }
  }
  // Sorted: one order of locks between workers.
  const names = [...bitmaps.keys()].sort();
  for (let start = 0; start < names.length; start += chunkSize) {
    const chunk = names.slice(start, start + chunkSize);
    const bits = chunk.map((name) => `x${Buffer.from(bitmaps.get(name) ?? []).toString('hex')}`);
    await sql`
      insert into host_naming (host_id, namers)
      select host.host_id, named.bits::bit(256)
      from unnest(${chunk}::text[], ${bits}::text[]) as named (name, bits)
      join host on host.name = named.name
      on conflict (host_id) do update set namers = host_naming.namers | excluded.namers
      where host_naming.namers | excluded.namers <> host_naming.namers`.execute(trx);
  }
}

function bitOf(namer: HostName): number {
  return createHash('sha256').update(registrableDomain(namer)).digest()[0] ?? 0;
}
