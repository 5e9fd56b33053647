import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareRules, type RuleChange } from '../../../db/model/rule-changes.ts';
import type { Rule } from '../../../db/model/rules.ts';
import { instanceRules } from '../../../db/queries/instance-rules.ts';
import { ruleHistoryPage } from '../../../db/queries/page-records.ts';
import { type RuleInSet, ruleSets } from '../../../db/queries/rule-sets.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName, reading, ruleOf, visitOf } from '../../support/visit-records.ts';

/** The history of a server's rules: what changes, moves, vanishes, is translated, or could not be read. */
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database[Symbol.asyncDispose]());

const at = (hour: number) => `2026-03-01T${String(hour).padStart(2, '0')}:00:00.000Z`;

/** Visits a host once an hour; null: its rules could not be read. */
async function visits(host: string, states: readonly (readonly (string | Rule)[] | null)[]): Promise<void> {
  await addHosts(database.db, [hostName(host)], { source: 'seed', at: new Date(at(0)) });
  for (const [hour, rules] of states.entries()) {
    const read = rules?.map((rule) => (typeof rule === 'string' ? ruleOf(rule) : rule)) ?? null;
    const instance = reading({ rules: read, rulesUnread: read === null ? 'failed' : null });
    await database.db
      .transaction()
      .execute((trx) => recordVisits(trx, [visitOf(host, at(hour), { instance })]));
  }
}

/** Text, position and span of every rule that a server ever had, the oldest first. */
async function spans(host: string): Promise<readonly (readonly [string, number, number, number | null])[]> {
  const { items } = await ruleHistoryPage(database.db, hostName(host), { after: null, limit: 100 });
  const hourOf = (instant: string) => new Date(instant).getUTCHours();
  return items
    .toReversed()
    .map(({ text, position, valid_from, valid_to }) => [
      text,
      position,
      hourOf(valid_from),
      valid_to === null ? null : hourOf(valid_to),
    ]);
}

const describeChange = (change: RuleChange<RuleInSet>) => {
  const before = 'before' in change ? change.before.text : null;
  const after = 'after' in change ? change.after.text : null;
  return [change.kind, before, after];
};

/** What changed from each set to the next, the oldest change first. */
async function changes(host: string) {
  const sets = (await ruleSets(database.db, hostName(host), 100)).toReversed();
  return sets
    .slice(1)
    .map((set, index) => compareRules(sets[index]?.rules ?? [], set.rules).map(describeChange));
}

test('a set that changes opens a version; each rule lasts as long as it stands in one', async () => {
  await visits('changes.social', [
    ['a rule', 'b rule'],
    ['a rule', 'b rule'],
    ['a rule', 'c is something else'],
    ['c is something else'],
  ]);
  expect(await spans('changes.social')).toEqual([
    ['b rule', 2, 0, 2],
    ['a rule', 1, 0, 3],
    ['c is something else', 1, 2, null],
  ]);
  const sets = await ruleSets(database.db, hostName('changes.social'), 100);
  expect(sets.map(({ validFrom, validTo, rules }) => [validFrom, validTo, rules.length])).toEqual([
    [at(3), null, 1],
    [at(2), at(3), 2],
    [at(0), at(2), 2],
  ]);
});

test('a rule that only moved is not a new rule: it keeps the day it was first read, and has its new place', async () => {
  await visits('reorder.social', [
    ['first', 'second', 'third'],
    ['third', 'first', 'second'],
  ]);
  expect((await spans('reorder.social')).toSorted()).toEqual([
    ['first', 2, 0, null],
    ['second', 3, 0, null],
    ['third', 1, 0, null],
  ]);
  expect(await changes('reorder.social')).toEqual([[['moved', 'third', 'third']]]);
  const inForce = await instanceRules(database.db, hostName('reorder.social'));
  expect(inForce.map((rule) => rule.text)).toEqual(['third', 'first', 'second']);
});

test('rules that come or go before a rule do not make it move', async () => {
  await visits('shift.social', [
    ['one', 'two', 'three'],
    ['two', 'three', 'four'],
  ]);
  expect(await changes('shift.social')).toEqual([
    [
      ['added', null, 'four'],
      ['removed', 'one', null],
    ],
  ]);
});

test('a rule with other words of its own is reworded, one with none in common is another', async () => {
  await visits('reword.social', [
    ['No spam and no advertising, please.', 'Be kind to each other.'],
    ['No spam, no advertising and no crypto, please.', '日本語で書いてください。'],
    ['No spam, no advertising and no crypto, please.', '日本語で投稿してください。'],
  ]);
  expect(await changes('reword.social')).toEqual([
    [
      ['reworded', 'No spam and no advertising, please.', 'No spam, no advertising and no crypto, please.'],
      ['added', null, '日本語で書いてください。'],
      ['removed', 'Be kind to each other.', null],
    ],
    [['reworded', '日本語で書いてください。', '日本語で投稿してください。']],
  ]);
});

test('a translation or a hint that comes later is kept as a change of the same sentence', async () => {
  const plain = ruleOf('Be kind');
  const translated = { ...plain, translations: { fr: { text: 'Soyez gentils', hint: null } } };
  await visits('translate.social', [[plain], [translated], [{ ...translated, hint: 'Always.' }]]);
  expect(await changes('translate.social')).toEqual([
    [['annotated', 'Be kind', 'Be kind']],
    [['annotated', 'Be kind', 'Be kind']],
  ]);
  const [now] = await instanceRules(database.db, hostName('translate.social'));
  expect(now).toMatchObject({ hint: 'Always.', translations: { fr: { text: 'Soyez gentils' } } });
  expect(await spans('translate.social')).toHaveLength(3);
});

test('rules that could not be read close nothing; rules that vanish close the set and open none', async () => {
  await visits('vanish.social', [['stays'], null, null, ['stays'], [], null, ['stays']]);
  expect(await spans('vanish.social')).toEqual([
    ['stays', 1, 0, 4],
    ['stays', 1, 6, null],
  ]);
  const sets = await ruleSets(database.db, hostName('vanish.social'), 100);
  expect(sets.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
    [at(6), null],
    [at(0), at(4)],
  ]);
});

test('a sentence that a server states twice stands in both places', async () => {
  await visits('twice.social', [
    ['same', 'other', 'same'],
    ['same', 'other', 'same'],
    ['same', 'other'],
  ]);
  const inForce = await instanceRules(database.db, hostName('twice.social'));
  expect(inForce.map((rule) => [rule.position, rule.text])).toEqual([
    [1, 'same'],
    [2, 'other'],
  ]);
  const sets = await ruleSets(database.db, hostName('twice.social'), 100);
  expect(sets.map(({ rules }) => rules.map((rule) => rule.text).join())).toEqual([
    'same,other',
    'same,other,same',
  ]);
});

test('a set hashed in another way by an earlier release is the same set, when its words are', async () => {
  await visits('rehash.social', [['one', 'two']]);
  await database.db
    .updateTable('rule_set')
    .set({ rules_hash: 'of old' })
    .where('rules_hash', '!=', '')
    .execute();
  await visits('rehash.social', [['one', 'two']]);
  expect(await ruleSets(database.db, hostName('rehash.social'), 100)).toHaveLength(1);
});

test('the history is given in pages without losing or repeating a rule', async () => {
  const rules = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `rule number ${from + index}`);
  await visits('pages.social', [rules(0, 7), rules(3, 9), rules(8, 12)]);
  const read: string[] = [];
  let after: Parameters<typeof ruleHistoryPage>[2]['after'] = null;
  do {
    const page = await ruleHistoryPage(database.db, hostName('pages.social'), { after, limit: 2 });
    read.push(...page.items.map((rule) => rule.text));
    after = page.next;
  } while (after !== null);
  expect(read.toSorted()).toEqual(rules(0, 12).toSorted());
});

test('more rules changed at once than can be told apart are removed and added; what stayed is still known', () => {
  const rules = (version: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ruleId: version * 1_000 + index,
      position: index + 2,
      text: `rule ${index} of the server`,
    }));
  const stays = { ruleId: 7, position: 1, text: 'stays' };
  const kinds = (count: number) =>
    compareRules([stays, ...rules(1, count)], [stays, ...rules(2, count)]).map(({ kind }) => kind);
  expect(new Set(kinds(30))).toEqual(new Set(['annotated']));
  expect(kinds(31).toSorted()).toEqual([...Array(31).fill('added'), ...Array(31).fill('removed')]);
});
