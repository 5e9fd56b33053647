/** A document that the crawler asks for. */
export interface AskedDocument {
  readonly method: 'GET' | 'POST';
  /** Without a query: pages and their lengths stand there. */
  readonly path: string;
}

/** What a family of software is asked for beside NodeInfo. */
export interface FamilyRequests {
  /** Names as NodeInfo gives them. */
  readonly software: readonly string[];
  /** At most four of these at a visit: the later ones where the earlier ones are missing or leave something open. */
  readonly about: readonly AskedDocument[];
  /** The list of servers that it knows. */
  readonly peers: readonly AskedDocument[];
}

const get = (...paths: readonly string[]): readonly AskedDocument[] =>
  paths.map((path) => ({ method: 'GET', path }));
const post = (...paths: readonly string[]): readonly AskedDocument[] =>
  paths.map((path) => ({ method: 'POST', path }));

/** The list that Mastodon publishes, and whoever speaks its API. */
const peerList = get('/api/v1/instance/peers');

/**
 * The documents of each software's own API, as the crawler's adapters ask for them; a test compares the two. Software
 * that is not named here is asked for robots.txt and NodeInfo alone.
 */
export const familyRequests: readonly FamilyRequests[] = [
  {
    software: ['mastodon', 'hometown', 'fedibird', 'kmyblue', 'ecko', 'corgidon', 'wildebeest'],
    about: get('/api/v2/instance', '/api/v1/instance', '/api/v1/instance/rules'),
    peers: peerList,
  },
  {
    software: ['pleroma', 'akkoma', 'rebased', 'pl'],
    about: get('/api/v2/instance', '/api/v1/instance', '/api/v1/instance/rules'),
    peers: peerList,
  },
  {
    software: [
      ...['misskey', 'sharkey', 'cherrypick', 'firefish', 'calckey', 'iceshrimp', 'catodon', 'fedired'],
      ...['foundkey', 'meisskey', 'nexkey', 'yojo-art', 'tanukey'],
    ],
    about: post('/api/meta'),
    peers: [...peerList, ...post('/api/federation/instances')],
  },
  { software: ['iceshrimp.net'], about: get('/api/v2/instance', '/api/v1/instance'), peers: [] },
  {
    software: ['lemmy'],
    about: get('/api/v4/site', '/api/v3/site'),
    peers: get('/api/v4/federated_instances', '/api/v3/federated_instances', '/api/v3/site'),
  },
  {
    software: ['piefed'],
    about: get('/api/v3/site', '/api/alpha/site', '/api/alpha/site/instance_chooser'),
    peers: get('/api/v3/federated_instances', '/api/alpha/federated_instances'),
  },
  { software: ['mbin', 'kbin'], about: get('/api/info', '/api/instance'), peers: get('/api/federated') },
  { software: ['gotosocial'], about: get('/api/v2/instance', '/api/v1/instance'), peers: peerList },
  {
    software: ['bookwyrm', 'takahe', 'neodb', 'mitra', 'smithereen'],
    about: get('/api/v1/instance'),
    peers: peerList,
  },
  { software: ['hollo'], about: get('/api/v2/instance'), peers: [] },
  {
    software: ['peertube'],
    about: get('/api/v1/config', '/api/v1/config/about'),
    peers: get('/api/v1/server/following', '/api/v1/server/followers'),
  },
  { software: ['pixelfed'], about: get('/api/v2/instance', '/api/v1/instance'), peers: peerList },
  {
    software: ['friendica'],
    about: get(
      '/api/statusnet/config.json',
      '/api/v2/instance',
      '/api/v1/instance',
      '/api/v1/instance/rules',
    ),
    peers: peerList,
  },
  {
    software: ['hubzilla', 'redmatrix', 'streams', 'forte'],
    about: get('/siteinfo.json'),
    peers: [],
  },
  { software: ['gnusocial'], about: get('/api/statusnet/config.json'), peers: [] },
  { software: ['mobilizon'], about: post('/api'), peers: [] },
  {
    software: ['funkwhale'],
    about: get('/api/v1/instance/settings/'),
    peers: get('/api/v1/federation/domains'),
  },
];
