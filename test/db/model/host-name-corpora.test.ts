import { domainToASCII } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type HostNameRefusal, parseHostName } from '../../../db/model/host-name.ts';
import { hasSharedData, readSharedJson } from '../../support/shared-data.ts';

/** Every row of the collected test data on addresses, international names and URLs, held against host names. */
const aside = 'skipped without shared data: the corpora lie there';

interface Row {
  readonly input: string;
  readonly output?: string | null;
  readonly hostname?: string;
  readonly host?: string;
}

/** The rows of a corpus; texts among them are comments. */
const rowsOf = (path: string) => {
  const rows = (readSharedJson(path) as readonly unknown[]).filter((row) => typeof row === 'object');
  return rows as readonly Row[];
};

/** What each of the 47 strings is to us: the name, or the reason for which there is none. */
const verdicts: Readonly<Record<string, string>> = {
  '1.2.3.4.nip.io': '1.2.3.4.nip.io',
  'exa\u00admple.com': 'example.com',
  'ex\u200bample.com': 'example.com',
  'раура1.com': 'xn--1-7sba6dbr.com',
  'faß.de': 'xn--fa-hia.de',
  'example.com.': 'example.com',
  'EXAMPLE.COM': 'example.com',
  'https://example.com': 'example.com',
  ' example.com ': 'example.com',
  'xn--80ak6aa92e.com': 'xn--80ak6aa92e.com',
};
const refusals: readonly (readonly [reason: HostNameRefusal, ...inputs: readonly RegExp[]])[] = [
  ['has-user', /@/],
  ['has-path', /^example\.com\/path$/],
  ['has-port', /^example\.com:8443$/, /\r\nHost: x$/],
  ['reserved-name', /localhost\.?$/, /\.internal$/, /\.example$/, /\.onion$/, /\.i2p$/],
  ['too-long', /^(a{60}\.){5}/],
  ['bad-idna', /\0/],
  ['bad-label', /^xn--$/, /\.\./, /^[-_*]/, /^a{64}\.com$/],
  ['ip-literal', /./],
];
const expected = (input: string) =>
  verdicts[input] ?? refusals.find(([, ...patterns]) => patterns.some((each) => each.test(input)))?.[0];

test.skipIf(!hasSharedData)(
  `case 8: each of the 47 host strings is one name, or refused for its reason (${aside})`,
  () => {
    const rows = rowsOf('corpora/ssrf/host-strings.json');
    expect(rows).toHaveLength(47);
    for (const { input } of rows) {
      const parsed = parseHostName(input);
      expect([input, parsed.ok ? parsed.value : parsed.reason]).toEqual([input, expected(input)]);
    }
  },
);

test.skipIf(!hasSharedData)(`case 8: the spellings of one name are one name (${aside})`, () => {
  const names = rowsOf('corpora/ssrf/host-strings.json').flatMap(({ input }) => {
    const parsed = parseHostName(input);
    return parsed.ok ? [parsed.value] : [];
  });
  // Written in six ways there.
  expect(names.filter((name) => name === 'example.com')).toHaveLength(6);
  expect(new Set(names).size).toBe(names.length - 5);
});

describe('international names', () => {
  const files = [
    ['IdnaTestV2.json', 2_600],
    ['IdnaTestV2-removed.json', 20],
    ['toascii.json', 80],
  ] as const;

  test.skipIf(!hasSharedData).for(files)(
    `cases 11, 112: every row of %s is refused, or becomes what the URL standard makes of it (${aside})`,
    ([file, least]) => {
      const rows = rowsOf(`corpora/url-idna/${file}`);
      expect(rows.length).toBeGreaterThanOrEqual(least);
      let accepted = 0;
      // Most rows are single labels, which we refuse: below a suffix they are judged as labels.
      for (const raw of rows.flatMap(({ input }) => [input, `${input}.com`, `a.${input}`])) {
        const parsed = parseHostName(raw);
        if (!parsed.ok) continue;
        accepted += 1;
        expect([raw, parsed.value]).toEqual([raw, domainToASCII(raw.trim()).replace(/\.$/, '')]);
        expect(parseHostName(parsed.value)).toEqual(parsed);
      }
      if (file !== 'IdnaTestV2-removed.json') expect(accepted).toBeGreaterThan(50);
    },
  );

  test.skipIf(!hasSharedData).for(files)(
    `case 11: no row of %s that has no ASCII form becomes a name (${aside})`,
    ([file]) => {
      const accepted = rowsOf(`corpora/url-idna/${file}`)
        .filter(({ input, output }) => output === null && parseHostName(input).ok)
        .map(({ input }) => input);
      // Blanks around a name, an ideographic one here, are forgiven: peer lists hold them.
      expect(accepted.map((raw) => raw.trim())).toEqual(file === 'toascii.json' ? ['lookout.net'] : []);
    },
  );
});

test.skipIf(!hasSharedData).for([
  ['urltestdata.json', 100],
  ['urltestdata-javascript-only.json', 1],
  ['ada_extra_urltestdata.json', 5],
  ['ada_long_urltestdata.json', 0],
  ['verifydnslength_tests.json', 3],
] as const)(
  `case 112: every address, host and host name in %s is refused, or read as the URL parser reads it (${aside})`,
  ([file, least]) => {
    const accepted = rowsOf(`corpora/url-idna/${file}`)
      .flatMap(({ input, hostname, host }) => [input, hostname, host])
      .flatMap((raw) => {
        const parsed = parseHostName(raw);
        return typeof raw === 'string' && parsed.ok ? [{ raw: raw.trim(), name: parsed.value }] : [];
      });
    expect(accepted.length).toBeGreaterThanOrEqual(least);
    for (const { raw, name } of accepted) {
      const address = /^https?:/i.test(raw) ? raw : `https://${raw}`;
      expect([raw, new URL(address).hostname.replace(/\.$/, '')]).toEqual([raw, name]);
      expect(parseHostName(name)).toEqual({ ok: true, value: name });
    }
  },
);
