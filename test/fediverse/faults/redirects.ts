import type { Answer } from '../answer.ts';
import { hashText } from '../random.ts';
import { behindRobots, type Fault } from './fault.ts';

/** Where a server sends those who ask it for NodeInfo, and whoever asks for anything else but robots.txt. */
export const redirectKinds = [
  'redirect-loop',
  'redirect-chain',
  'redirect-downgrade',
  'redirect-private',
  'redirect-foreign',
  'redirect-moved',
  'redirect-scheme',
  'redirect-nowhere',
] as const;

/** Longer than any client follows. */
const chainLength = 30;

/** Addresses that a census must never contact; a server has one of them for good. */
export const privateAddresses = [
  'http://169.254.169.254/latest/meta-data/',
  'https://169.254.169.254/latest/meta-data/',
  'https://127.0.0.1/nodeinfo/2.0',
  'https://127.0.0.1:5432/',
  'https://[::1]/nodeinfo/2.0',
  'https://10.0.0.5/nodeinfo/2.0',
  'https://192.168.178.20/nodeinfo/2.0',
  'https://localhost/nodeinfo/2.0',
  'https://2130706433/nodeinfo/2.0',
  'https://0x7f.1/nodeinfo/2.0',
  'https://metadata.google.internal/computeMetadata/v1/',
] as const;

const schemes = [
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:application/json,{}',
  'ftp://127.0.0.1/',
] as const;

/** One of a list, always the same for a host. */
export function oneFor(host: string, choices: readonly string[]): string {
  return choices[hashText(host) % choices.length] ?? '';
}

/** The faults of {@link redirectKinds}. */
export const redirectFaults: Readonly<Record<(typeof redirectKinds)[number], Fault>> = {
  'redirect-loop': {
    condition: 'failing',
    answer: behindRobots(({ host, path }) => redirect(302, `https://${host}${path}`)),
  },
  'redirect-chain': {
    condition: 'failing',
    answer: behindRobots(({ path }) => {
      const hop = Number(/^\/hop\/(\d+)$/.exec(path)?.[1] ?? 0);
      return hop < chainLength ? redirect(302, `/hop/${hop + 1}`) : null;
    }),
  },
  'redirect-downgrade': {
    condition: 'failing',
    answer: behindRobots(({ host, path }) => redirect(302, `http://${host}${path}`)),
  },
  'redirect-private': {
    condition: 'failing',
    answer: behindRobots(({ host }) => redirect(302, oneFor(host, privateAddresses))),
  },
  // Not for good, so that nothing follows from it for either of the two.
  'redirect-foreign': {
    condition: 'failing',
    answer: behindRobots(({ elsewhere, path }) => redirect(302, `https://${elsewhere}${path}`)),
  },
  'redirect-moved': {
    condition: 'moved',
    answer: behindRobots(({ elsewhere, path }) => redirect(301, `https://${elsewhere}${path}`)),
  },
  'redirect-scheme': {
    condition: 'failing',
    answer: behindRobots(({ host }) => redirect(302, oneFor(host, schemes))),
  },
  'redirect-nowhere': { condition: 'failing', answer: behindRobots(() => redirect(302, null)) },
};

/** A redirect; null: without the header that says where. */
export function redirect(status: 301 | 302, location: string | null): Answer {
  return {
    status,
    contentType: 'text/html; charset=utf-8',
    body: '<!doctype html><title>Elsewhere</title>',
    headers: location === null ? {} : { location },
  };
}
