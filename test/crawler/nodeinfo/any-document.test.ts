import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '../../../crawler/net/json.ts';
import { type DiscoveryRefusal, parseDiscovery } from '../../../crawler/nodeinfo/discovery.ts';
import { parseNodeInfo } from '../../../crawler/nodeinfo/nodeinfo.ts';
import { type NodeInfo2Refusal, parseNodeInfo2 } from '../../../crawler/nodeinfo/nodeinfo2.ts';
import { interpretFigures } from '../../../crawler/software/quirks.ts';
import { adapterOf } from '../../../crawler/software/table.ts';
import { figureNames, packProvenance, provenances } from '../../../db/model/figures.ts';
import { answering, json } from '../../support/answering.ts';
import { hasSharedData, listShared, readShared } from '../../support/shared-data.ts';

/** Documents that were never meant to be read: arbitrary ones, and real ones with something in them changed. */
const discoveryRefusals: readonly DiscoveryRefusal[] = [
  'not-an-object',
  'no-links',
  'no-known-version',
  'bad-href',
];
const nodeInfoRefusals: readonly NodeInfo2Refusal[] = ['not-an-object', 'no-software-name', 'another-host'];
const jsonRefusals = ['bad-encoding', 'too-deep', 'too-many-items', 'cut-off', 'bad-json'];

const own: readonly unknown[] = [
  {
    version: '2.1',
    software: { name: 'mastodon', version: '4.5.1', repository: 'https://git.town/' },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    openRegistrations: true,
    usage: { users: { total: 10, activeMonth: 4, activeHalfyear: 7 }, localPosts: 90, localComments: 3 },
    metadata: { nodeName: 'Town', nodeDescription: '<p>A town</p>', languages: ['de'], peers: ['a.social'] },
  },
  {
    links: [
      { rel: 'http://nodeinfo.diaspora.software/ns/schema/2.1', href: 'https://server.town/nodeinfo/2.1' },
    ],
  },
  {
    version: '1.0',
    server: { baseUrl: 'https://server.town', name: 'Cast', software: 'castopod', version: '1' },
  },
];

/** Recorded discovery and NodeInfo documents, where they lie beside the project. */
const recorded = (hasSharedData ? listShared('fixtures') : [])
  .filter((path) => /nodeinfo[^/]*\.json$/.test(path))
  .flatMap((path) => {
    const parsed = parseJson(readShared(path));
    return parsed.ok ? [parsed.value] : [];
  });
const documents = [...own, ...recorded];

const oddValue = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(-1, 0.5, 1e300, 2 ** 53, '12', '', 'x'.repeat(20_000), '\0\u202e\ud800', true, null),
  fc.constantFrom('https://10.0.0.1/', '//evil', 'javascript:1', 'https://server.town:22/', 'server.town/x'),
);

/** Changes one place of a document; which one is drawn by walking down from the top. */
function changed(document: unknown, steps: readonly number[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined || typeof document !== 'object' || document === null) return value;
  const copy: Record<string, unknown> = Array.isArray(document)
    ? ([...document] as unknown as Record<string, unknown>)
    : { ...document };
  const keys = Object.keys(copy);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return value;
  copy[key] = changed(copy[key], rest, value);
  return copy;
}

const mutated = fc
  .tuple(
    fc.constantFrom(...documents),
    fc.array(fc.tuple(fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }), oddValue), { maxLength: 4 }),
  )
  .map(([document, changes]) =>
    changes.reduce<unknown>((value, [steps, put]) => changed(value, steps, put), document),
  );

function readsWithinBounds(document: unknown): void {
  const link = parseDiscovery(document, 'server.town');
  if (!link.ok) expect(discoveryRefusals).toContain(link.reason);
  else {
    expect(link.value.url.href).toMatch(/^https:\/\/[^:@/]+\//);
    expect(link.value.url.href.length).toBeLessThan(8_192);
    expect(link.notes.length).toBeLessThanOrEqual(300);
  }
  for (const reading of [parseNodeInfo(document), parseNodeInfo2(document, 'server.town')]) {
    if (!reading.ok) {
      expect(nodeInfoRefusals).toContain(reading.reason);
      continue;
    }
    const { software, version, figures } = reading.value;
    expect(software).toMatch(/^[a-z0-9._+-]{1,64}$/);
    expect(version?.length ?? 0).toBeLessThanOrEqual(100);
    expect(version ?? '').not.toMatch(/\p{Cc}/u);
    for (const name of figureNames) {
      const { value, provenance } = figures[name];
      expect(provenances).toContain(provenance);
      expect(value === null).toBe(provenance !== 'reported');
      if (value !== null) expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
    }
    expect(packProvenance(figures)).toBeLessThan(1_024);
    expect(reading.notes.length).toBeLessThanOrEqual(20);
    expect(figureNames.every((name) => (interpretFigures(reading.value).figures[name].value ?? 0) >= 0)).toBe(
      true,
    );
  }
}

test('case 117: any JSON value is read within bounds, or refused for a known reason', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), readsWithinBounds), { numRuns: 2_000 });
});

test('case 117: real documents with something in them changed are read within bounds, or refused for a known reason', () => {
  fc.assert(fc.property(mutated, readsWithinBounds), { numRuns: 2_000 });
});

test('case 117: real documents with bytes of them changed are read within bounds, or refused for a known reason', () => {
  const spoilt = fc.tuple(
    fc.constantFrom(...documents),
    fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
    fc.option(fc.nat()),
  );
  fc.assert(
    fc.property(spoilt, ([document, flips, end]) => {
      const bytes = Buffer.from(JSON.stringify(document));
      for (const [place, octet] of flips) bytes[place % bytes.length] = octet;
      const parsed = parseJson(end === null ? bytes : bytes.subarray(0, end % bytes.length));
      if (parsed.ok) readsWithinBounds(parsed.value);
      else expect(jsonRefusals).toContain(parsed.reason);
    }),
    { numRuns: 5_000 },
  );
});

test('cases 54, 117: what a family makes of any document is bounded, whatever the software calls itself', async () => {
  const names = [
    'mastodon',
    'misskey',
    'lemmy',
    'peertube',
    'friendica',
    'pleroma',
    'gotosocial',
    'constructor',
    '__proto__',
    'tostring',
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), mutated, async (name, document) => {
      const reading = parseNodeInfo({ ...(document as object), software: { name, version: '1.0' } });
      if (!reading.ok) throw new Error(reading.reason);
      const about = await adapterOf(reading.value.software).readAbout(
        answering(() => json(document)).ask,
        reading.value,
      );
      expect(about.name?.length ?? 0).toBeLessThanOrEqual(200);
      expect(about.description?.length ?? 0).toBeLessThanOrEqual(5_000);
      expect(about.languages?.length ?? 0).toBeLessThanOrEqual(200);
      if (about.rules.kind === 'read') expect(about.rules.rules.length).toBeLessThanOrEqual(500);
    }),
    { numRuns: 1_000 },
  );
  expect(({} as Record<string, unknown>).usage).toBeUndefined();
});

test.for(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'case 54: a software called %s is of no family, and has no quirks',
  (name) => {
    const reading = parseNodeInfo({ software: { name, version: '1' }, usage: { users: { total: 5 } } });
    if (!reading.ok) throw new Error(reading.reason);
    expect(adapterOf(name).family).toBe(adapterOf('nobody-heard-of-it').family);
    expect(interpretFigures(reading.value)).toMatchObject({
      quirks: [],
      figures: { users_total: { value: 5 } },
    });
  },
);
