import { json } from '../answer.ts';
import { atPath, type Fault, type FaultyRequest } from './fault.ts';
import { oneFor, privateAddresses } from './redirects.ts';

/** Where the discovery document says that NodeInfo lies. */
export const linkKinds = ['href-private', 'href-foreign', 'href-port', 'href-long'] as const;

/** Characters of a long address. */
const longPath = 10_000;

const leadingTo = (hrefOf: (request: FaultyRequest) => string): Fault => ({
  condition: 'failing',
  isOfMastodon: true,
  answer: atPath('/.well-known/nodeinfo', (request) =>
    json({ links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href: hrefOf(request) }] }),
  ),
});

/** The faults of {@link linkKinds}; the document itself lies where it always does. */
export const linkFaults: Readonly<Record<(typeof linkKinds)[number], Fault>> = {
  'href-private': leadingTo(({ host }) => oneFor(host, privateAddresses)),
  'href-foreign': leadingTo(({ elsewhere }) => `https://${elsewhere}/nodeinfo/2.0`),
  'href-port': leadingTo(({ host }) => `https://${host}:8443/nodeinfo/2.0`),
  'href-long': leadingTo(({ host }) => `https://${host}/nodeinfo/2.0?${'a'.repeat(longPath)}`),
};
