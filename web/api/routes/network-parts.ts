import { z } from 'zod';
import {
  type NetworkPartPage,
  type NetworkPartPlace,
  networkParts,
} from '../../../db/queries/network-parts.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { countryNames, languageNames } from '../cldr-names.ts';
import type { Place } from '../cursor.ts';
import { defineEndpoint } from '../endpoint.ts';
import { badCursor, listOf, listSchema, placeOf } from '../list.ts';
import { cursorParam, limitParam } from '../list-params.ts';
import type { Problem } from '../problem.ts';
import { schemas } from '../schemas.ts';

const defaultLimit = 500;
const count = z.number().int().nonnegative();
const servers = count.describe('All servers that are up or failing.');
const ofServers =
  'Of servers that are up or failing, which one can read and perhaps join today; day figures (`/api/v1/facets/{facet}`) have also what is carried from earlier days.';

/** `GET /api/v1/languages`: the languages that servers state. */
export const languages = defineEndpoint({
  path: '/api/v1/languages',
  operationId: 'listLanguages',
  group: 'network',
  summary: 'The languages that servers state',
  description: `With servers, active users and names, those with most servers first. A server is in each language that it states, with all of its users. ${ofServers}`,
  example: { limit: 10 },
  params: {
    limit: limitParam({ byDefault: defaultLimit, max: 1_000 }, 'languages'),
    cursor: cursorParam,
  },
  schema: listSchema(schemas.language, {
    servers,
    servers_not_stating: count.describe('Of these, those that state no language.'),
  }).meta({ id: 'LanguageList' }),
  datasets: ['instances'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const page = await readPage(context.database, 'language', { ...values, url });
    if (page.kind === 'problem') return page;
    const items = page.parts.map(({ value, ...part }) => ({
      ...{ language: value, ...languageNames(value), ...countsOf(part) },
    }));
    const list = listOf({ items, url, next: page.next });
    const known = { servers: page.servers, servers_not_stating: page.serversElsewhere };
    return { kind: 'ok', body: { ...list, meta: { ...list.meta, ...known } } };
  },
});

/** `GET /api/v1/countries`: the countries of host networks. */
export const countries = defineEndpoint({
  path: '/api/v1/countries',
  operationId: 'listCountries',
  group: 'network',
  summary: 'The countries of host networks',
  description: `In which countries the networks are registered that servers answer from, with servers, active users and names, those with most servers first. ${ofServers}`,
  example: { limit: 10 },
  params: {
    limit: limitParam({ byDefault: defaultLimit, max: 1_000 }, 'countries'),
    cursor: cursorParam,
  },
  schema: listSchema(schemas.country, {
    servers,
    servers_unknown: count.describe('Of these, those whose host network is not known.'),
  }).meta({ id: 'CountryList' }),
  datasets: ['instances'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const page = await readPage(context.database, 'country', { ...values, url });
    if (page.kind === 'problem') return page;
    const items = page.parts.map(({ value, ...part }) => ({
      ...{ country: value, ...countryNames(value), ...countsOf(part) },
    }));
    const list = listOf({ items, url, next: page.next });
    const known = { servers: page.servers, servers_unknown: page.serversElsewhere };
    return { kind: 'ok', body: { ...list, meta: { ...list.meta, ...known } } };
  },
});

function countsOf({
  servers,
  serversCounted,
  usersActiveMonth,
}: Omit<NetworkPartPage['parts'][number], 'value'>) {
  return { servers, servers_counted: serversCounted, users_active_month: usersActiveMonth };
}

async function readPage(
  db: CensusDatabase,
  by: 'language' | 'country',
  query: { readonly limit?: number; readonly cursor?: string; readonly url: URL },
): Promise<(NetworkPartPage & { readonly kind: 'page' }) | Problem> {
  const reading = placeOf(query.cursor, query.url, 2);
  if (reading.kind === 'problem') return reading;
  const after = reading.place === null ? null : toPartPlace(reading.place);
  if (after === undefined) return badCursor;
  return { kind: 'page', ...(await networkParts(db, by, { after, limit: query.limit ?? defaultLimit })) };
}

/** A place in a list; undefined when the values are none. */
function toPartPlace([count, value]: Place): NetworkPartPlace | undefined {
  return typeof count === 'number' && typeof value === 'string' ? [count, value] : undefined;
}
