import { expect, test } from 'vitest';
import { parseReleaseLine } from '../../../db/model/release-line.ts';
import { releaseLines } from '../../../db/queries/release-lines.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { failedVisit, hostName, reading, visitOf } from '../../support/visit-records.ts';

const at = '2026-11-20T08:00:00Z';

const versions = [
  '4.5.0',
  '4.5.3+glitch',
  'v4.5.1',
  '4.6.0-nightly.2026-11-01',
  '4.6.0-ALPHA.1',
  '4.4.0rc1',
  '2026.06-dev',
  '2.9.1-165-g1a2b3c-develop',
  '2.7.2 (compatible; Pleroma 2.9.1)',
  '4.5.0-rcfoo',
  '4.5.0_beta2',
  '10.102.699-m544',
  'HEAD-1a2b3c',
  'unknown version',
  '20261103',
  '7',
  '',
];

test('PostgreSQL reads lines and pre-releases as the site does, and counts servers that are there', async () => {
  await using database = await createTestDatabase();
  const { db } = database;
  const hosts = versions.map((_, index) => `server-${index}.reading-${index}.net`);
  const others = ['one.farm.net', 'two.farm.net', 'gone.net', 'elsewhere.net'];
  await addHosts(db, [...hosts, ...others].map(hostName), { source: 'seed', at: new Date(at) });
  const running = (host: string, version: string | null, software = 'mastodon') =>
    visitOf(host, at, { instance: reading({ software, version }) });
  await db.transaction().execute(async (trx) => {
    await recordVisits(trx, [
      ...hosts.map((host, index) => running(host, versions[index] ?? null)),
      running('one.farm.net', '9.9.1'),
      running('two.farm.net', '9.9.2'),
      running('gone.net', '9.9.3'),
      running('elsewhere.net', '1.0', 'hometown'),
    ]);
    await recordVisits(trx, [failedVisit('gone.net', '2026-11-21T08:00:00Z', { status: 'gone' })]);
  });
  const expected = new Map<string, number>();
  for (const version of versions) {
    const line = parseReleaseLine(version);
    const key = line === undefined ? 'null false' : `${line.series} ${line.isPreRelease}`;
    expected.set(key, (expected.get(key) ?? 0) + 1);
  }
  const lines = await releaseLines(db, 'mastodon');
  const farm = lines.filter(({ series }) => series === '9.9');
  expect(farm).toEqual([{ series: '9.9', isPreRelease: false, servers: 2, domains: 1 }]);
  const read = lines.filter(({ series }) => series !== '9.9');
  expect(new Map(read.map((each) => [`${each.series} ${each.isPreRelease}`, each.servers]))).toEqual(
    expected,
  );
  expect(await releaseLines(db, 'nobody-runs-this')).toEqual([]);
});
