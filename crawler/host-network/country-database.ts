import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Reader } from 'mmdb-lib';

/** Where the network around an address is registered: ISO 3166-1 alpha-2 or `XK`; null: not known. */
export type FindCountry = (address: string) => string | null;

const shippedFile = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb';

/**
 * Codes of two letters that registries use and that name no country: regions (EU, AP), the United Nations, "unknown", and a
 * country that is no more (AN, the Netherlands Antilles).
 */
const notCountries: ReadonlySet<string> = new Set(['AN', 'AP', 'EU', 'UN', 'ZZ']);

/**
 * Opens the database of countries that is installed with the project. Reads the whole file once (8 MB, which stay in memory,
 * about 30 ms) and the disk never again.
 *
 * @throws when the file is missing or no MMDB: the installation is broken.
 */
export function openCountryDatabase(): FindCountry {
  const path = fileURLToPath(import.meta.resolve(shippedFile));
  // The reader's types know MaxMind's own databases only; what a record is, is found out below.
  const reader = new Reader(readFileSync(path));
  return (address) => parseCountry(reader.get(address));
}

/** Reads a record of the database, `{"country_code": "DE"}`; null when it names no country. */
export function parseCountry(record: unknown): string | null {
  if (typeof record !== 'object' || record === null || !('country_code' in record)) return null;
  const code = record.country_code;
  return typeof code === 'string' && /^[A-Z]{2}$/.test(code) && !notCountries.has(code) ? code : null;
}
