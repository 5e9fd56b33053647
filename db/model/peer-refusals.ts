import { hostNameRefusals } from './host-name.ts';

/** Why an entry of a peer list adds no host. Counted per day, so the set is closed. */
export const peerRefusals = [
  ...hostNameRefusals,
  /** It stands beyond the length that any list is read to. */
  'list-too-long',
  /** The same list named so many hosts below its domain already that it is taken for invented. */
  'crowded-domain',
  /** It is this census's own site. */
  'own-site',
] as const;

/** One of {@link peerRefusals}. */
export type PeerRefusal = (typeof peerRefusals)[number];
