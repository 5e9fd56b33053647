import { expect, test } from 'vitest';
import { compareRules } from '../../../db/model/rule-changes.ts';
import type { RuleInSet } from '../../../db/queries/rule-sets.ts';
import type { RuleVersion } from '../../../web/data/server.ts';
import { ruleEvents } from '../../../web/ui/rules/rule-events.ts';

const rule = (ruleId: number, position: number, text: string, more: Partial<RuleInSet> = {}): RuleInSet => ({
  ruleId,
  position,
  text,
  hint: null,
  language: null,
  translations: {},
  document: null,
  topics: [],
  ...more,
});

/** Versions from sets in the order of time, as the site reads them: the newest first, each with its changes. */
function versionsOf(
  sets: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly rules: readonly RuleInSet[];
  }[],
): readonly RuleVersion[] {
  return sets
    .map(({ from, to, rules }, index) => {
      const before = sets[index - 1];
      return {
        validFrom: from,
        validTo: to,
        rules,
        changes: before === undefined ? null : compareRules(before.rules, rules),
      };
    })
    .reverse();
}

test('the newest change comes first, and the first reading is told as such', () => {
  const events = ruleEvents(
    versionsOf([
      { from: '2026-10-01', to: '2026-11-01', rules: [rule(1, 1, 'Be kind.'), rule(2, 2, 'No spam.')] },
      { from: '2026-11-01', to: null, rules: [rule(1, 1, 'Be kind.'), rule(3, 2, 'No spam, no adverts.')] },
    ]),
  );
  expect(events).toMatchObject([
    { at: '2026-11-01', kind: 'changed', more: 0, changes: [{ kind: 'reworded' }] },
    { at: '2026-10-01', kind: 'first', rules: 2 },
  ]);
  expect(events[0]).toHaveProperty('changes.0.text', [
    { kind: 'same', text: 'No spam' },
    { kind: 'added', text: ', no adverts' },
    { kind: 'same', text: '.' },
  ]);
});

test('a time without rules is told, and rules that come back word for word are no change', () => {
  const events = ruleEvents(
    versionsOf([
      { from: '2026-10-01', to: '2026-10-10', rules: [rule(1, 1, 'Be kind to each other.')] },
      { from: '2026-10-20', to: '2026-11-01', rules: [rule(2, 1, 'Be kind to each other.')] },
    ]),
  );
  expect(events).toMatchObject([
    { at: '2026-11-01', kind: 'ended' },
    { at: '2026-10-20', kind: 'changed', changes: [] },
    { at: '2026-10-10', kind: 'ended' },
    { at: '2026-10-01', kind: 'first' },
  ]);
});

test('a changed hint is compared, and the text beside it is not', () => {
  const [event] = ruleEvents(
    versionsOf([
      { from: '2026-10-01', to: '2026-11-01', rules: [rule(1, 1, 'Be kind.', { hint: 'Always.' })] },
      { from: '2026-11-01', to: null, rules: [rule(2, 1, 'Be kind.', { hint: 'Always, please.' })] },
    ]),
  );
  expect(event).toHaveProperty('changes.0.kind', 'annotated');
  expect(event).toHaveProperty('changes.0.text', null);
  expect(event).toHaveProperty('changes.0.hint.length', 3);
});

test('translations are compared word by word; one that came or went is told as a whole', () => {
  const fr = (text: string, hint: string | null = null) => ({ fr: { text, hint } });
  const set = (id: number, translations: RuleInSet['translations']) => [
    rule(id, 1, 'Be kind.', { translations }),
  ];
  const [removed, reworded, added] = ruleEvents(
    versionsOf([
      { from: '2026-10-01', to: '2026-10-10', rules: set(1, {}) },
      { from: '2026-10-10', to: '2026-10-20', rules: set(2, fr('Soyez gentils.')) },
      { from: '2026-10-20', to: '2026-11-01', rules: set(3, fr('Soyez très gentils.', 'Toujours.')) },
      { from: '2026-11-01', to: null, rules: set(4, {}) },
    ]),
  );
  expect(added).toMatchObject({
    changes: [{ translations: [{ language: 'fr', before: null, after: 'Soyez gentils.', parts: null }] }],
  });
  expect(removed).toHaveProperty('changes.0.translations.0.after', null);
  expect(reworded).toHaveProperty('changes.0.translations.0.after', 'Soyez très gentils.\nToujours.');
  expect(reworded).toHaveProperty('changes.0.translations.0.parts', [
    { kind: 'same', text: 'Soyez ' },
    { kind: 'added', text: 'très ' },
    { kind: 'same', text: 'gentils.' },
    { kind: 'added', text: '\nToujours.' },
  ]);
});

test('a server that changes hundreds of rules at once gets a page of bounded length', () => {
  const set = (first: number) =>
    Array.from({ length: 300 }, (_, index) => rule(first + index, index + 1, `${first} ${index}`));
  const [event] = ruleEvents(
    versionsOf([
      { from: '2026-10-01', to: '2026-11-01', rules: set(1) },
      { from: '2026-11-01', to: null, rules: set(1_000) },
    ]),
  );
  expect(event).toHaveProperty('changes.length', 40);
  expect(event).toHaveProperty('more', 560);
});
