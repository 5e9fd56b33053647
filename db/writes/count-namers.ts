import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { apexDomain, type HostName } from '../model/host-name.ts';
import { visitRanks } from '../model/visit-rank.ts';
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
 * of the namer's apex domain. So a server that is read every week counts once, a swarm below one domain counts once and
 * for each other not at all, and nobody can read from it who named whom. The count is estimated from the set bits
 * (`estimateNamers`). Hosts that the frontier does not know, or that have opted out, are passed over. A host that a
 * second server names, no longer waits behind all others, nor for a new day's budget.
 */
export async function countNamers(trx: CensusTransaction, namings: readonly Naming[]): Promise<void> {
  const bitmaps = new Map<HostName, Uint8Array>();
  for (const { namer, hosts } of namings) {
    const domain = apexDomain(namer);
    const bit = bitOf(domain);
    for (const host of hosts) {
      if (host === domain || host.endsWith(`.${domain}`)) continue;
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
    // A host that another worker holds is being visited: its rank no longer matters.
    await sql`
      with counted as (
        insert into host_naming (host_id, namers)
        select host.host_id, named.bits::bit(256)
        from unnest(${chunk}::text[], ${bits}::text[]) as named (name, bits)
        join host on host.name = named.name and host.status <> 'opted-out'
        on conflict (host_id) do update set namers = host_naming.namers | excluded.namers
        where host_naming.namers | excluded.namers <> host_naming.namers
        returning host_id, namers)
      update host set visit_rank = ${visitRanks.severalNamers},
        next_visit_at = case when last_visit_at is null then least(next_visit_at, first_seen_at) else next_visit_at end
      where host_id in (
        select host.host_id from host join counted using (host_id)
        where visit_rank = ${visitRanks.oneNamer} and bit_count(namers) > 1
        for update of host skip locked)`.execute(trx);
  }
}

function bitOf(domain: string): number {
  return createHash('sha256').update(domain).digest()[0] ?? 0;
}
