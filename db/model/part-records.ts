import { z } from 'zod';

/** The public records of the parts of the network that can be joined or read today. */

const count = z.number().int().nonnegative();
const named = {
  name_en: z.string().nullable().describe('Its name in English (CLDR); null when it has none.'),
  endonym: z
    .string()
    .nullable()
    .describe(
      'Its own name (CLDR), of a country in the language that most people there speak; null when not known.',
    ),
};
const counted = {
  servers: count.describe('Servers that are up or failing.'),
  servers_counted: count.describe(
    'Of these, those that count and state how many users were active in a month.',
  ),
  users_active_month: count
    .nullable()
    .describe('Their sum, without quarantined servers; null when none of them states it.'),
};

/** A language with the servers that state it. */
export const languageRecord = z.object({
  language: z.string().describe('First subtag of BCP 47 tags, lower case: "pt" for "pt-BR".'),
  ...named,
  ...counted,
});
/** See {@link languageRecord}. */
export type LanguageRecord = z.infer<typeof languageRecord>;

/** A country with the servers whose host network is registered in it. */
export const countryRecord = z.object({
  country: z
    .string()
    .describe(
      'ISO 3166-1 alpha-2, or XK: "host network in", not "located in"; behind a CDN it is the CDN\'s.',
    ),
  ...named,
  ...counted,
});
/** See {@link countryRecord}. */
export type CountryRecord = z.infer<typeof countryRecord>;
