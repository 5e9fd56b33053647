import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseNodeInfo } from '../../../crawler/nodeinfo/nodeinfo.ts';
import { parseNodeInfo2 } from '../../../crawler/nodeinfo/nodeinfo2.ts';
import { figureNames } from '../../../db/model/figures.ts';
import { hasSharedData, listShared, readShared, readSharedJson } from '../../support/shared-data.ts';

/** The official schemas and examples of NodeInfo (jhass/nodeinfo, CC0), and recorded documents held against them. */
const versions = ['1.0', '1.1', '2.0', '2.1', '2.2'] as const;
const aside = 'skipped without shared data: the official schemas lie there';

const officialSchema = (version: string) =>
  z.fromJSONSchema(readSharedJson(`corpora/nodeinfo/schema-${version}.json`) as z.core.JSONSchema.JSONSchema);

test.skipIf(!hasSharedData).for(versions)(
  `the official example of %s is valid, and read to the last figure without a note (${aside})`,
  (version) => {
    const example = readSharedJson(`corpora/nodeinfo/example-${version}.json`) as {
      usage: { users: Record<string, number>; localPosts: number; localComments: number };
    };
    expect(officialSchema(version).safeParse(example).success).toBe(true);
    const reading = parseNodeInfo(example);
    if (!reading.ok) throw new Error(reading.reason);
    const { total, activeMonth, activeHalfyear } = example.usage.users;
    const { localPosts, localComments } = example.usage;
    expect(reading.notes).toEqual([]);
    expect(figureNames.map((name) => reading.value.figures[name].value)).toEqual([
      total,
      activeMonth,
      activeHalfyear,
      localPosts,
      localComments,
    ]);
    expect(reading.value.openRegistrations).toBe(true);
  },
);

test.skipIf(!hasSharedData)(`a document that its own schema accepts is never refused (${aside})`, () => {
  const documents = listShared('fixtures').filter((path) => /\/nodeinfo[-_]\d[^/]*\.json$/.test(path));
  const verdicts = documents.flatMap((path) => {
    const document = parsed(path);
    const version = (document as { version?: unknown } | undefined)?.version;
    if (typeof version !== 'string' || !versions.some((known) => known === version)) return [];
    const isValid = officialSchema(version).safeParse(document).success;
    return [{ path, isValid, isRead: parseNodeInfo(document).ok }];
  });
  // Both kinds are there: what software serves departs from the schema as often as not.
  expect(verdicts.filter(({ isValid }) => isValid).length).toBeGreaterThan(10);
  expect(verdicts.filter(({ isValid }) => !isValid).length).toBeGreaterThan(10);
  expect(verdicts.filter(({ isValid, isRead }) => isValid && !isRead)).toEqual([]);
  expect(verdicts.filter(({ isRead }) => !isRead)).toEqual([]);
});

function parsed(path: string): unknown {
  try {
    return JSON.parse(readShared(path).toString());
  } catch {
    // snac's unescaped texts: no JSON, and in the table of recorded documents for it.
    return undefined;
  }
}

test.skipIf(!hasSharedData)(
  `NodeInfo2: the official example is read, of its own host only (${aside})`,
  () => {
    const example = readSharedJson('fixtures/_schemas/nodeinfo2-example-1.0.json') as {
      server: { baseUrl: string; software: string };
      usage: { users: { total: number } };
    };
    const host = new URL(example.server.baseUrl).hostname;
    const reading = parseNodeInfo2(example, host);
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.value.software).toBe(example.server.software.toLowerCase());
    expect(reading.value.figures.users_total.value).toBe(example.usage.users.total);
    expect(parseNodeInfo2(example, 'elsewhere.social')).toEqual({ ok: false, reason: 'another-host' });
  },
);

test('NodeInfo2: the name of the server is kept, a missing base address is forgiven', () => {
  // Shape: jaywink/nodeinfo2, schema 1.0.
  const document = {
    version: '1.0',
    server: { baseUrl: 'https://cast.town', name: 'Cast &amp; Town', software: 'Castopod', version: '1.13' },
    protocols: ['activitypub'],
    openRegistrations: false,
    usage: { users: { total: 7, activeHalfyear: 5, activeMonth: 3 }, localPosts: 40, localComments: 2 },
  };
  for (const server of [document.server, { ...document.server, baseUrl: undefined }]) {
    const reading = parseNodeInfo2({ ...document, server }, 'cast.town');
    expect(reading).toMatchObject({
      ok: true,
      value: {
        software: 'castopod',
        version: '1.13',
        metadata: { nodeName: 'Cast &amp; Town' },
        figures: {
          users_total: { value: 7 },
          users_active_month: { value: 3 },
          local_comments: { value: 2 },
        },
      },
    });
  }
  expect(parseNodeInfo2({ ...document, server: { baseUrl: 'https://cast.town' } }, 'cast.town')).toEqual({
    ok: false,
    reason: 'no-software-name',
  });
  expect(parseNodeInfo2([], 'cast.town')).toEqual({ ok: false, reason: 'not-an-object' });
});
