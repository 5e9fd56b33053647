import type { IncomingMessage, ServerResponse } from 'node:http';
import { visitHost } from '../../../crawler/visit/visit-host.ts';
import type { VisitRecord } from '../../../db/model/visit-record.ts';
import type { HostState } from '../../../db/queries/hosts.ts';
import { httpTo, serve, type Trust, town } from '../net/harness.ts';

/** When the visits of these tests happen. */
export const now = new Date('2026-03-01T12:00:00Z');

/** A host that was named and never visited. */
export const fresh: HostState = {
  host: town,
  status: 'new',
  firstSeenAt: now,
  lastUpAt: null,
  consecutiveFailures: 0,
  failingSince: null,
  peersReadAt: null,
  peersCursor: null,
  isClaimed: false,
  robots: null,
};

/** What a server answers at a path; a body that is no text is sent as JSON. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Answers by path; paths without one are 404. */
export type Replies = Readonly<Record<string, Reply>>;

const nodeInfoPath = '/nodeinfo/2.0';

/** A server of this software that lets NodeInfo be read; robots.txt is absent. */
export function serverOf(software: string, parts: object = {}): Replies {
  const rel = 'http://nodeinfo.diaspora.software/ns/schema/2.0';
  return {
    '/.well-known/nodeinfo': { body: { links: [{ rel, href: `https://${town}${nodeInfoPath}` }] } },
    [nodeInfoPath]: {
      body: {
        version: '2.0',
        software: { name: software, version: '4.5.1' },
        protocols: ['activitypub'],
        usage: { users: { total: 12, activeMonth: 5, activeHalfyear: 8 }, localPosts: 99 },
        openRegistrations: true,
        metadata: {},
        ...parts,
      },
    },
  };
}

/** A healthy Mastodon server. */
export const healthy: Replies = {
  ...serverOf('mastodon'),
  '/api/v2/instance': {
    body: { domain: town, title: 'Town', registrations: { enabled: true }, rules: [{ text: 'Be kind' }] },
  },
  '/api/v1/instance/peers': { body: ['other.social'] },
};

/** Its robots.txt. */
export const withRobots = (text: string, replies: Replies = healthy): Replies => ({
  ...replies,
  '/robots.txt': { body: text },
});

/** A visit that has ended: its record, the paths asked in order, and the pauses between them in milliseconds. */
export interface Visited {
  readonly record: VisitRecord;
  readonly asked: readonly string[];
  readonly slept: readonly number[];
}

/** Visits a real server on loopback that gives these replies. */
export async function visit(
  trust: Trust,
  replies: Replies,
  state: Partial<HostState> = {},
  at: Date = now,
): Promise<Visited> {
  const asked: string[] = [];
  const slept: number[] = [];
  await using server = await serve(trust, (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    asked.push(path);
    const { status = 200, headers = {}, body = '' } = replies[path] ?? { status: 404 };
    const isText = typeof body === 'string';
    response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
    response.end(isText ? body : JSON.stringify(body));
  });
  const record = await visitHost(
    { ...fresh, ...state },
    {
      http: httpTo(trust, server),
      now: () => at,
      clock: () => performance.now(),
      sleep: async (ms) => void slept.push(ms),
      random: () => 0.5,
      findNetwork: () => null,
    },
    new AbortController().signal,
  );
  if (record === undefined) throw new Error('The visit was cut short.');
  return { record, asked, slept };
}
