import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { proofPath, proofText } from '../../../db/model/removal.ts';
import { findRemoval } from '../../../db/queries/removals.ts';
import { requestRemoval } from '../../../db/writes/request-removal.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { runCli } from '../../support/run-cli.ts';
import { createTrust, serve, town } from '../net/harness.ts';

// Two commands, each of which loads the whole crawler: slow beside other tests.
const patience = { timeout: 180_000 };

test(
  'a crawl looks for the proofs that are due, and visits no host that has shown one',
  patience,
  async () => {
    await using database = await createTestDatabase();
    const trust = await createTrust();
    const asked: string[] = [];
    await using server = await serve(trust, (request, response) => {
      asked.push(request.url ?? '');
      const isProof = request.url === proofPath;
      response.writeHead(isProof ? 200 : 404).end(isProof ? proofText('c0ffee') : '');
    });
    const folder = await mkdtemp(join(tmpdir(), 'fedicensus-removal-'));
    const now = new Date('2026-11-24T12:00:00Z');
    const crawl = () =>
      runCli(
        [
          ...['crawl', '--once', '--now', now.toISOString(), '--seed', town],
          ...['--connect-to', `${server.host}:${server.port}`, '--ca', join(folder, 'ca.pem')],
        ],
        { DATABASE_URL: database.url },
      );
    try {
      await writeFile(join(folder, 'ca.pem'), trust.authority.certificatePem);
      const wish = { host: town, token: 'c0ffee', at: new Date('2026-11-24T11:00:00Z') };
      await database.db.transaction().execute((trx) => requestRemoval(trx, wish));
      await crawl();
      expect(await findRemoval(database.db, town)).toMatchObject({ state: 'confirmed', proof: 'file' });
      const host = await database.db.selectFrom('host').selectAll().executeTakeFirstOrThrow();
      expect(host).toMatchObject({ name: town, status: 'opted-out', next_visit_at: null, queued_at: null });
      expect(await database.db.selectFrom('visit').selectAll().execute()).toEqual([]);
      asked.length = 0;
      await crawl();
      expect(asked).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
