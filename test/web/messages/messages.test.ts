import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { crawlStates } from '../../../db/model/crawl-state.ts';
import { instanceClasses } from '../../../db/model/instance-class.ts';
import { featureNames } from '../../../db/model/instance-details.ts';
import { outcomeKinds } from '../../../db/model/outcome.ts';
import { quirkNames } from '../../../db/model/quirks.ts';
import { ruleChangeKinds } from '../../../db/model/rule-changes.ts';
import { ruleTopics } from '../../../db/model/rule-topics.ts';
import { ruleDocuments } from '../../../db/model/rules.ts';
import { formats } from '../../../web/i18n/formats.ts';
import { loadMessages } from '../../../web/i18n/load-messages.ts';
import { locales } from '../../../web/i18n/locales.ts';
import { errorTexts } from '../../../web/ui/error-texts.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Every message with its path. */
function flatten(tree: Tree, path = ''): readonly (readonly [key: string, text: string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : flatten(value, `${path}${key}.`),
  );
}

/** Names of the arguments of an ICU message: after a brace that no plural category stands before. */
function argumentsOf(text: string): readonly string[] {
  const pattern = /(?<!(?:=\d+|zero|one|two|few|many|other) )\{(\w+)(?=[,}])/g;
  return [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))].sort();
}

function tagsOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/<(\w+)>/g)].map(([, name]) => name ?? ''))].sort();
}

const catalogues = await Promise.all(
  locales.map(async (locale) => {
    const messages = await loadMessages(locale);
    return { locale, messages, flat: new Map(flatten({ ...messages })) };
  }),
);
const english = catalogues.find(({ locale }) => locale === 'en');
if (english === undefined) throw new Error('English is the language that the keys are written in.');

/** Values that every message can be formatted with: a number where it is counted, else a word. */
const numbers = new Set([
  'count',
  'people',
  'servers',
  'rules',
  'known',
  'failed',
  'refused',
  'quarantined',
  'births',
  'revivals',
  'deaths',
  'departures',
]);
const counts = new Set(['days', 'first', 'last', 'max', 'low', 'high', 'page', 'pages', 'ms', 'from', 'to']);
function valuesFor(text: string, count: number) {
  const values = argumentsOf(text).map((name) => [
    name,
    numbers.has(name) || counts.has(name) ? count : 'word',
  ]);
  const tags = tagsOf(text).map((name) => [name, (chunks: unknown) => chunks]);
  return Object.fromEntries([...values, ...tags]);
}

test.for(catalogues)('$locale has every key of the English messages and no other', ({ flat }) => {
  expect([...flat.keys()].sort()).toEqual([...english.flat.keys()].sort());
});

test.for(catalogues)('$locale takes the same arguments and tags in every message as English', ({ flat }) => {
  for (const [key, text] of english.flat) {
    const other = flat.get(key) ?? '';
    expect([key, argumentsOf(other), tagsOf(other)]).toEqual([key, argumentsOf(text), tagsOf(text)]);
  }
});

test.for(catalogues)(
  'every message of $locale can be formatted for none, one and many',
  ({ locale, messages, flat }) => {
    const problems: string[] = [];
    const t = createTranslator({
      locale,
      messages: messages as never,
      formats,
      timeZone: 'UTC',
      onError: (error) => problems.push(error.message),
    }) as unknown as { rich(key: string, values: object): unknown };
    for (const [key, text] of flat) {
      for (const count of [0, 1, 2, 1_234_567]) {
        const shown = JSON.stringify(t.rich(key, valuesFor(text, count)));
        // An argument that was not filled in, or a plural without its number, would leave a brace or a hash.
        expect([key, shown]).toEqual([key, expect.not.stringMatching(/[{}#]/)]);
      }
    }
    expect(problems).toEqual([]);
  },
);

test.for(catalogues)('no message of $locale is empty or has blanks at its ends', ({ flat }) => {
  for (const [key, text] of flat) expect([key, text]).toEqual([key, text.trim()]);
  expect([...flat.values()]).not.toContain('');
});

test('French writes its own apostrophe, and no line ends before its marks', () => {
  const french = catalogues.find(({ locale }) => locale === 'fr');
  for (const [key, text] of french?.flat ?? []) {
    expect([key, text]).toEqual([key, expect.not.stringMatching(/\p{L}'\p{L}| [;:!?»]|« /u)]);
  }
});

test.for(catalogues)('every name that the data may hold has words in $locale', ({ flat }) => {
  const keys = [
    ...quirkNames.map((name) => `quirks.${name}`),
    ...ruleTopics.flatMap((topic) => [`topics.names.${topic}`, `topics.meanings.${topic}`]),
    ...instanceClasses.flatMap((each) => [`classes.one.${each}`, `classes.many.${each}`]),
    ...ruleDocuments.map((document) => `rules.documents.${document}`),
    ...ruleChangeKinds.map((kind) => `rules.changes.kinds.${kind}`),
    ...featureNames.map((name) => `server.features.names.${name}`),
    ...crawlStates.map((state) => `health.states.${state}`),
    ...outcomeKinds.flatMap((kind) => [`outcomes.${kind}.name`, `outcomes.${kind}.meaning`]),
  ];
  expect(keys.filter((key) => !flat.has(key))).toEqual([]);
  // And no words for names that are gone.
  const quirks = [...flat.keys()].filter((key) => key.startsWith('quirks.'));
  expect(quirks).toEqual(quirkNames.map((name) => `quirks.${name}`));
});

test('every language has the texts of the error page', () => {
  expect(Object.keys(errorTexts).sort()).toEqual([...locales].sort());
});
