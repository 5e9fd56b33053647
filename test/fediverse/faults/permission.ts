import { type BinaryAnswer, html, json } from '../answer.ts';
import { allowAll, formatRobots, type RobotsFile } from '../robots-file.ts';
import { atPath, behindRobots, type Fault } from './fault.ts';

/** How a server says what it allows, and how often. */
export const permissionKinds = [
  'robots-503',
  'robots-html',
  'robots-huge',
  'noindex-header',
  'opt-out-flags',
  'rate-429',
  'rate-503',
  'rate-absurd',
  'cloaking',
] as const;

const hugeMebibytes = 50;
/** What stands at the beginning of the huge file, and so holds; what follows after 512 KiB does not. */
const hugeHead: RobotsFile = { groups: [{ agents: ['*'], disallow: ['/api/v1/instance/peers'] }] };

const busy = (status: 429 | 503, retryAfter: string): Fault => ({
  condition: 'failing',
  answer: behindRobots(() => ({
    ...json({ error: 'Too many requests' }, { status }),
    headers: { 'retry-after': retryAfter },
  })),
});

/** The faults of {@link permissionKinds}. */
export const permissionFaults: Readonly<Record<(typeof permissionKinds)[number], Fault>> = {
  // RFC 9309, section 2.3.1.4: whoever cannot reach robots.txt must assume that everything is forbidden.
  'robots-503': {
    condition: 'failing',
    robots: 'unavailable',
    answer: atPath('/robots.txt', () => html('<!doctype html><title>Maintenance</title>', 503)),
  },
  // A front end that answers every address with itself.
  'robots-html': {
    condition: 'healthy',
    isOfMastodon: true,
    robots: allowAll,
    answer: atPath('/robots.txt', () =>
      html('<!doctype html>\n<title>App</title>\n<pre>\nUser-agent: *\nDisallow: /\n</pre>'),
    ),
  },
  'robots-huge': {
    condition: 'healthy',
    isOfMastodon: true,
    robots: hugeHead,
    answer: atPath(
      '/robots.txt',
      (): BinaryAnswer => ({
        status: 200,
        contentType: 'text/plain; charset=utf-8',
        body: hugeRobots,
      }),
    ),
  },
  'noindex-header': {
    condition: 'forbidden',
    isOfMastodon: true,
    alter: (answer, part) =>
      part === 'nodeinfo'
        ? { ...answer, headers: { ...answer.headers, 'x-robots-tag': 'noindex, nofollow' } }
        : answer,
  },
  // As GNU social (`private`), Hubzilla (`hide_in_statistics`) and others write it down.
  'opt-out-flags': {
    condition: 'forbidden',
    isOfMastodon: true,
    alter: (answer, part) => {
      if (part !== 'nodeinfo') return answer;
      const { metadata, ...document } = JSON.parse(answer.body) as { readonly metadata?: object };
      const flags = { private: true, hide_in_statistics: true, noindex: true };
      return { ...answer, body: JSON.stringify({ ...document, metadata: { ...metadata, ...flags } }) };
    },
  },
  'rate-429': busy(429, '7200'),
  'rate-503': busy(503, 'Thu, 01 Jan 2026 18:00:00 GMT'),
  'rate-absurd': busy(429, '1000000000000'),
  // A census asks under its own name and concludes what it is told.
  cloaking: {
    condition: 'failing',
    answer: behindRobots(({ userAgent }) =>
      userAgent?.startsWith('Mozilla/') === true ? null : html('<!doctype html><title>Denied</title>', 403),
    ),
  },
};

/** Written piece by piece: nobody reads all of it. */
function* hugeRobots(): Generator<Buffer> {
  yield Buffer.from(formatRobots(hugeHead));
  const filler = Buffer.from(`# ${'-'.repeat(1_021)}\n`.repeat(1_024));
  for (let written = 0; written < hugeMebibytes; written += 1) yield filler;
  yield Buffer.from('User-agent: *\nDisallow: /\n');
}
