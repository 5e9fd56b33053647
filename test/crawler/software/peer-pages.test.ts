import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from '../../../crawler/software/adapter.ts';
import { type PeersPage, type Place, placeOf, readPages } from '../../../crawler/software/peer-pages.ts';
import { status } from '../../support/answering.ts';

const start = placeOf(null);

/** A list of so many names, ten on a page, whose cursor is its number. */
function listOf(names: number) {
  const asked: Place[] = [];
  const readPage = async (place: Place): Promise<PeersPage> => {
    asked.push(place);
    const end = Math.min(place.counted + 10, names);
    const page = Array.from(
      { length: end - place.counted },
      (_, index) => `h${place.counted + index}.social`,
    );
    return { names: page, length: page.length, next: end < names ? `p${end}` : null };
  };
  return { asked, readPage };
}

test('a list is read page by page to its end', async () => {
  const { asked, readPage } = listOf(25);
  const peers = await readPages(start, 5, readPage);
  expect(peers).toMatchObject({ kind: 'read', length: 25, next: null });
  expect(peers.kind === 'read' && peers.hosts.size).toBe(25);
  expect(asked.map(({ cursor }) => cursor)).toEqual(['', 'p10', 'p20']);
});

test('a visit that has no request left says where the next one goes on, and that one knows the length', async () => {
  const { asked, readPage } = listOf(25);
  const first = await readPages(start, 2, readPage);
  expect(first).toMatchObject({ kind: 'read', length: null, next: '20:p20' });
  const next = first.kind === 'read' ? first.next : null;
  const second = await readPages(placeOf(next), 2, readPage);
  expect(second).toMatchObject({ kind: 'read', hosts: new Set(listed(20, 25)), length: 25, next: null });
  expect(asked).toHaveLength(3);
});

const listed = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `h${from + index}.social`);

test.for(['', 'x', '-1:a', '0:a', '10', '10: a', '10:\u0000', '99999999:a', `10:${'a'.repeat(300)}`])(
  'a cursor that is none of ours means the beginning: %j',
  (cursor) => {
    expect(placeOf(cursor)).toEqual({ counted: 0, cursor: '' });
  },
);

test('a server that gives the same page for ever, or an empty one, is believed once', async () => {
  let requests = 0;
  const same = await readPages(start, 5, async () => {
    requests += 1;
    return { names: ['a.social', 'b.social'], length: 2, next: 'again' };
  });
  expect(same).toMatchObject({ kind: 'read', length: 4, next: null });
  expect(requests).toBe(2);
  const empty = await readPages(start, 5, async () => ({ names: [], length: 0, next: 'more' }));
  expect(empty).toEqual({ kind: 'unread', reason: 'not-published' });
});

test('nobody is believed beyond a hundred thousand entries', async () => {
  let requests = 0;
  const endless = async ({ counted }: Place): Promise<PeersPage> => {
    requests += 1;
    return { names: [`h${counted}.social`], length: 100, next: 'more' };
  };
  expect(await readPages(placeOf('99900:more'), 5, endless)).toMatchObject({ next: null, length: 100_000 });
  expect(requests).toBe(1);
});

test('a next page whose name cannot be kept ends the list', async () => {
  const peers = await readPages(start, 5, async () => ({
    names: ['a.social'],
    length: 1,
    next: 'x'.repeat(500),
  }));
  expect(peers).toMatchObject({ kind: 'read', length: 1, next: null });
});

test.for([
  [status(403), 'not-published'],
  [status(503), 'failed'],
  [{ kind: 'forbidden' }, 'forbidden'],
  [{ kind: 'unusable', reason: 'bad-json' }, 'failed'],
  [{ kind: 'failed', reason: 'timeout' }, 'failed'],
] as const)('a first page that cannot be read (%j) leaves the list unread: %s', async ([answer, reason]) => {
  expect(await readPages(start, 5, async () => answer)).toEqual({ kind: 'unread', reason });
});

test('a page that fails on the way keeps what was read, and its place', async () => {
  const { readPage } = listOf(25);
  const failing = async (place: Place): Promise<PeersPage | Answer> =>
    place.counted === 0 ? readPage(place) : status(502);
  expect(await readPages(start, 5, failing)).toMatchObject({ kind: 'read', next: '10:p10', length: null });
});

test('where a visit goes on, a failure keeps the place, and a page that is no longer there does not', async () => {
  const at = placeOf('10:p10');
  expect(await readPages(at, 5, async () => status(503))).toMatchObject({
    kind: 'read',
    hosts: new Set(),
    next: '10:p10',
    length: null,
  });
  expect(await readPages(at, 0, async () => status(200))).toMatchObject({ next: '10:p10' });
  expect(await readPages(at, 5, async () => status(404))).toEqual({
    kind: 'unread',
    reason: 'not-published',
  });
});

test('no cursor makes it throw, and none that it gives is longer than 200 characters', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 300 }), fc.nat(200), async (cursor, length) => {
      expect(placeOf(cursor).counted).toBeGreaterThanOrEqual(0);
      const peers = await readPages(start, 1, async () => ({ names: ['a.social'], length, next: cursor }));
      if (peers.kind === 'read' && peers.next !== null) {
        expect(peers.next.length).toBeLessThanOrEqual(200);
        if (length > 0) expect(placeOf(peers.next)).toEqual({ counted: length, cursor });
      }
    }),
  );
});
