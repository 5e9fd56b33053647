import { readFile } from 'node:fs/promises';
import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { notedEvents } from '../../../db/model/annotations.ts';
import { methodChanges } from '../../../db/model/method-changes.ts';
import { quarantineRuleNames, quarantineRules } from '../../../db/model/quarantine-rules.ts';
import { loadMessages } from '../../../web/i18n/load-messages.ts';
import { locales } from '../../../web/i18n/locales.ts';
import { knownRule, ruleAnchor } from '../../../web/ui/method/quarantine-anchor.ts';
import { ruleAccuracy } from '../../../web/ui/method/rule-accuracy.ts';

const catalogues = await Promise.all(
  locales.map(async (locale) => ({ locale, messages: await loadMessages(locale) })),
);

test.for(catalogues)(
  '$locale has words for every quarantine rule, change, event and unit, and no others',
  ({ messages }) => {
    const { quarantineRules: rules, methodChanges: changes, annotations } = messages;
    expect(Object.keys(rules.names)).toEqual(quarantineRuleNames);
    expect(Object.keys(changes.names)).toEqual(methodChanges.map(({ id }) => id));
    expect(Object.keys(annotations.labels)).toEqual(notedEvents.map(({ id }) => id));
    const units = Object.values(quarantineRules).flatMap(({ thresholds }) =>
      Object.values(thresholds).map(({ unit }) => unit),
    );
    expect(Object.keys(rules.units).toSorted()).toEqual([...new Set(units)].toSorted());
  },
);

test.for(catalogues)(
  'what a rule refuses is told with every one of its thresholds in $locale',
  ({ locale, messages }) => {
    for (const name of quarantineRuleNames) {
      const { refuses, why, ends } = messages.quarantineRules.names[name];
      const thresholds = Object.keys(quarantineRules[name].thresholds);
      const told = [...`${refuses} ${why} ${ends}`.matchAll(/\{(\w+)\}/g)].map(([, argument]) => argument);
      expect([name, [...new Set(told)].toSorted()]).toEqual([name, thresholds.toSorted()]);
      const problems: string[] = [];
      const t = createTranslator({
        locale,
        messages: messages as never,
        onError: (error) => problems.push(error.message),
      }) as unknown as (key: string, values: object) => string;
      const values = Object.fromEntries(thresholds.map((threshold) => [threshold, '7']));
      for (const part of ['refuses', 'why', 'ends']) t(`quarantineRules.names.${name}.${part}`, values);
      expect(problems).toEqual([]);
    }
  },
);

test('the English of the records is the English of the pages', async () => {
  const { methodChanges: changes, annotations } = await loadMessages('en');
  for (const { id, label } of methodChanges) expect(changes.names[id].what).toBe(label);
  for (const { id, label } of notedEvents) expect(annotations.labels[id]).toBe(label);
});

test('a rule of a record leads to its place on the page, and one that is not known to none', () => {
  expect(knownRule('absurd')).toBe('absurd');
  expect(ruleAnchor('absurd')).toBe('quarantine-absurd');
  expect(knownRule('toString')).toBeUndefined();
  expect(knownRule('')).toBeUndefined();
});

test('how well the rules do is told as it was measured', async () => {
  const readme = await readFile(new URL('../../../crawler/census/README.md', import.meta.url), 'utf8');
  const { measuredOn, labelled, refused, hits, recallServers, recallUsers, honestLives, honestKinds } =
    ruleAccuracy;
  const precision = (hits / refused).toFixed(2);
  for (const words of [
    `Measured ${measuredOn}`,
    `| ${labelled}, of which`,
    `| ${precision} (${hits} of ${refused}) | ${recallServers} of servers, ${recallUsers} of their active users |`,
    `honest lives of ${honestKinds} kinds, a year | ${honestLives};`,
  ])
    expect(readme).toContain(words);
});
