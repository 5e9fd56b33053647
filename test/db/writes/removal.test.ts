import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { nextRemovalCheck, removalChecksAfterMs } from '../../../db/model/removal.ts';
import { findRemoval, isOptedOut } from '../../../db/queries/removals.ts';
import { blockDomain } from '../../../db/writes/block-domain.ts';
import { claimRemovals } from '../../../db/writes/claim-removals.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { recordRemovalCheck } from '../../../db/writes/record-removal-check.ts';
import {
  maxWaitingRemovals,
  maxWaitingRemovalsOfDomain,
  requestRemoval,
} from '../../../db/writes/request-removal.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName } from '../../support/visit-records.ts';

let database: TestDatabase;
const at = new Date('2026-11-24T10:00:00Z');
const after = (ms: number) => new Date(at.getTime() + ms);
let tokens = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const table of ['removal', 'host', 'domain'] as const) await database.db.deleteFrom(table).execute();
});
afterAll(() => database[Symbol.asyncDispose]());

function ask(host: string, when = at) {
  tokens += 1;
  const wish = { host: hostName(host), token: `token-${tokens}`, at: when };
  return database.db.transaction().execute((trx) => requestRemoval(trx, wish));
}

const found = { isProven: true, proof: 'file' } as const;
const missing = { isProven: false, dnsProblem: 'absent', fileProblem: 'absent' } as const;

async function check(result: typeof found | typeof missing, when: Date) {
  const [claimed] = await claimRemovals(database.db, when, 1);
  if (claimed === undefined) return null;
  return database.db
    .transaction()
    .execute((trx) => recordRemovalCheck(trx, claimed, { check: result, at: when }));
}

test('case 106: who asks twice, or in other letters, has one request and one token', async () => {
  expect(await ask('birchmoor.net')).toEqual({ kind: 'waiting', isNew: true });
  const first = await findRemoval(database.db, hostName('birchmoor.net'));
  expect(await ask('BIRCHMOOR.net.')).toEqual({ kind: 'waiting', isNew: false });
  expect(await findRemoval(database.db, hostName('birchmoor.net'))).toEqual(first);
});

test('case 106: a thousand submissions at once make no more waiting requests than the cap', async () => {
  await database.db
    .insertInto('removal')
    .values(
      Array.from({ length: maxWaitingRemovals - 2 }, (_, index) => ({
        host: `crowd-${index}.net`,
        token: `crowd-${index}`,
        requested_at: at,
        next_check_at: at,
      })),
    )
    .execute();
  const ends = await Promise.all(Array.from({ length: 10 }, (_, index) => ask(`late-${index}.net`)));
  expect(ends.filter(({ kind }) => kind === 'waiting')).toHaveLength(2);
  expect(ends.filter(({ kind }) => kind === 'full')).toHaveLength(8);
});

test('case 106: invented names below one domain are capped apart from the others', async () => {
  for (let index = 0; index < maxWaitingRemovalsOfDomain; index += 1)
    expect(await ask(`a${index}.birchmoor.net`)).toMatchObject({ kind: 'waiting' });
  expect(await ask('birchmoor.net')).toEqual({ kind: 'full' });
  expect(await ask('elsewhere.net')).toMatchObject({ kind: 'waiting' });
});

test('a host that is forgotten already, by itself or with its domain, need not ask', async () => {
  await database.db.transaction().execute((trx) => optOutHost(trx, hostName('gone.net'), { at }));
  await database.db.transaction().execute((trx) => blockDomain(trx, hostName('blocked.net')));
  expect(await ask('gone.net')).toEqual({ kind: 'forgotten' });
  expect(await ask('a.blocked.net')).toEqual({ kind: 'forgotten' });
  expect(await ask('notblocked.net')).toMatchObject({ kind: 'waiting' });
});

test('a request is claimed when it is due, by one worker only, and again when that one has died', async () => {
  await ask('birchmoor.net');
  expect(await claimRemovals(database.db, at, 10)).toEqual([]);
  const due = after(60_000);
  const claims = await Promise.all([
    claimRemovals(database.db, due, 10),
    claimRemovals(database.db, due, 10),
  ]);
  expect(claims.flat()).toHaveLength(1);
  expect(await claimRemovals(database.db, after(2 * 60_000), 10)).toEqual([]);
  expect(await claimRemovals(database.db, after(3_600_000), 10)).toHaveLength(1);
});

test('a host that is being visited is not asked for the proof at the same time', async () => {
  await ask('birchmoor.net');
  await database.db
    .insertInto('host')
    .values({
      ...{ name: 'birchmoor.net', registrable_domain: 'birchmoor.net', apex_domain: 'birchmoor.net' },
      ...{ status: 'new', source: 'seed', first_seen_at: at, queued_at: at },
    })
    .execute();
  expect(await claimRemovals(database.db, after(60_000), 10)).toEqual([]);
  await database.db.updateTable('host').set({ queued_at: null }).execute();
  expect(await claimRemovals(database.db, after(60_000), 10)).toHaveLength(1);
});

test('the proof is looked for eight times within a week; then the request expires, and a new one has a new token', async () => {
  const host = hostName('birchmoor.net');
  await ask('birchmoor.net');
  const first = await findRemoval(database.db, host);
  for (const afterMs of removalChecksAfterMs) expect(await check(missing, after(afterMs))).toBe(false);
  expect(await findRemoval(database.db, host)).toMatchObject({
    state: 'expired',
    nextCheckAt: null,
    ...{ dnsProblem: 'absent' },
  });
  expect(await check(missing, after(30 * 86_400_000))).toBeNull();
  expect(await ask('birchmoor.net', after(8 * 86_400_000))).toEqual({ kind: 'waiting', isNew: true });
  expect((await findRemoval(database.db, host))?.token).not.toBe(first?.token);
});

test('a crawler that was away looks once when it is back, however late that is', () => {
  expect(nextRemovalCheck(at, after(3 * 3_600_000))).toEqual(after(12 * 3_600_000));
  expect(nextRemovalCheck(at, after(7 * 86_400_000))).toBeNull();
});

test('with the proof the host is forgotten, whether it was known or not', async () => {
  await ask('birchmoor.net');
  expect(await check(found, after(60_000))).toBe(true);
  expect(await isOptedOut(database.db, hostName('birchmoor.net'))).toBe(true);
  expect(await findRemoval(database.db, hostName('birchmoor.net'))).toMatchObject({
    state: 'confirmed',
    proof: 'file',
    dnsProblem: null,
    nextCheckAt: null,
  });
});

test('requests that expired long ago are not kept', async () => {
  await ask('old.net', after(-100 * 86_400_000));
  expect(await check(missing, at)).toBe(false);
  expect(await findRemoval(database.db, hostName('old.net'))).toBeUndefined();
});
