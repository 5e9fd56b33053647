import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCountryDatabase, parseCountry } from '../../../crawler/host-network/country-database.ts';

const findCountry = openCountryDatabase();

// Networks that stay where they are: registries, root name servers, an exchange point.
test.for([
  ['193.0.6.139', 'NL', 'RIPE NCC'],
  ['2001:67c:2e8:22::c100:68b', 'NL', 'RIPE NCC'],
  ['202.12.27.33', 'JP', 'the root server M'],
  ['192.134.4.20', 'FR', 'AFNIC'],
  ['88.198.1.1', 'DE', 'a hosting network'],
  ['2a01:4f8::1', 'DE', 'a hosting network'],
  ['104.16.132.229', 'US', 'a content delivery network'],
] as const)('%s is in a network of %s (%s)', ([address, country]) => {
  expect(findCountry(address)).toBe(country);
});

test.for([
  '10.0.0.1',
  '127.0.0.1',
  '169.254.1.1',
  '224.0.0.1',
  '0.0.0.0',
  '::1',
  '::',
  'fe80::1',
  'ff02::1',
  '2002:808:808::1',
])('%s is in no country', (address) => {
  expect(findCountry(address)).toBeNull();
});

test('any address has a country of two letters that has a name, or none', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      const country = findCountry(address);
      if (country === null) return;
      seen.add(country);
      expect(country).toMatch(/^[A-Z]{2}$/);
      expect(names.of(country)).toBeDefined();
    }),
    { numRuns: 5_000 },
  );
  expect(seen.size).toBeGreaterThan(30);
});

test.for([
  [{ country_code: 'DE' }, 'DE'],
  [{ country_code: 'XK' }, 'XK'],
  [{ country_code: 'EU' }, null],
  [{ country_code: 'AN' }, null],
  [{ country_code: 'ZZ' }, null],
  [{ country_code: 'de' }, null],
  [{ country_code: 'DEU' }, null],
  [{ country_code: '' }, null],
  [{ country_code: 49 }, null],
  [{ country: 'DE' }, null],
  ['DE', null],
  [null, null],
  [undefined, null],
] as const)('a record %j says %j', ([record, country]) => {
  expect(parseCountry(record)).toBe(country);
});
