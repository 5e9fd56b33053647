import { documentFaults, documentKinds } from './faults/documents.ts';
import { everydayFaults, everydayKinds } from './faults/everyday.ts';
import type { Fault } from './faults/fault.ts';
import { linkFaults, linkKinds } from './faults/links.ts';
import { peerListFaults, peerListKinds } from './faults/peer-lists.ts';
import { permissionFaults, permissionKinds } from './faults/permission.ts';
import { redirectFaults, redirectKinds } from './faults/redirects.ts';
import { tlsFaults, tlsKinds } from './faults/tls.ts';
import { transportFaults, transportKinds } from './faults/transport.ts';

/**
 * The ways in which a simulated server differs from a healthy one. The order decides which server has which: new kinds
 * come last.
 */
export const faultKinds = [
  ...everydayKinds,
  ...transportKinds,
  ...tlsKinds,
  ...redirectKinds,
  ...linkKinds,
  ...documentKinds,
  ...permissionKinds,
  ...peerListKinds,
] as const;

/** One of {@link faultKinds}. */
export type FaultKind = (typeof faultKinds)[number];

/** The faults, one entry a kind, by theme in `faults/`. `README.md` says how to add one. */
export const faults: Readonly<Record<FaultKind, Fault>> = {
  ...everydayFaults,
  ...transportFaults,
  ...tlsFaults,
  ...redirectFaults,
  ...linkFaults,
  ...documentFaults,
  ...permissionFaults,
  ...peerListFaults,
};
