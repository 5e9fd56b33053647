import type { Fault } from './fault.ts';

/** What is wrong before the first request. */
export const tlsKinds = [
  'tls-expired',
  'tls-wrong-name',
  'tls-self-signed',
  'tls-unknown-authority',
  'tls-old-version',
  'tls-stall',
] as const;

/** The faults of {@link tlsKinds}: behind each stands a server that would answer well. */
export const tlsFaults: Readonly<Record<(typeof tlsKinds)[number], Fault>> = {
  'tls-expired': { condition: 'failing', certificate: 'expired' },
  'tls-wrong-name': { condition: 'failing', certificate: 'wrong-name' },
  'tls-self-signed': { condition: 'failing', certificate: 'self-signed' },
  'tls-unknown-authority': { condition: 'failing', certificate: 'unknown-authority' },
  // TLS 1.0 was given up by RFC 8996.
  'tls-old-version': { condition: 'failing', certificate: 'old-version' },
  'tls-stall': { condition: 'failing', neverEnds: true, stallsTls: true },
};
