import { afterAll, beforeAll, expect, test } from 'vitest';
import { instanceRules } from '../../../db/queries/instance-rules.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { classifyNewRules, classifyRules, type RuleClassifier } from '../../../db/writes/classify-rules.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName, reading, ruleOf, visitOf } from '../../support/visit-records.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database[Symbol.asyncDispose]());

const at = '2026-03-01T08:00:00Z';

/** Finds spam where it is named; says that everything is in the first language that the server states. */
const classifier = (version: number, word = 'spam'): RuleClassifier => ({
  version,
  classify: ({ text }) =>
    text.includes(word) ? [{ topic: 'spam', pattern: word }] : [{ topic: 'other', pattern: 'none' }],
  languagesOf: (texts, stated) => texts.map(() => stated?.[0] ?? null),
});

async function visited(host: string, rules: readonly string[]): Promise<void> {
  await addHosts(database.db, [hostName(host)], { source: 'seed', at: new Date(at) });
  const visit = visitOf(host, at, { instance: reading({ languages: ['fr'], rules: rules.map(ruleOf) }) });
  await database.db.transaction().execute((trx) => recordVisits(trx, [visit]));
}

const topicsOf = async (host: string) =>
  (await instanceRules(database.db, hostName(host))).map(({ topics, language, language_source }) => [
    topics.join(),
    language,
    language_source,
  ]);

test('new rules get topics and a language once, and are left alone afterwards', async () => {
  await visited('new.social', ['no spam', 'be kind']);
  expect(await topicsOf('new.social')).toEqual([
    ['', null, null],
    ['', null, null],
  ]);
  expect(await classifyNewRules(database.db, classifier(1))).toBe(2);
  expect(await topicsOf('new.social')).toEqual([
    ['spam', 'fr', 'detected'],
    ['other', 'fr', 'detected'],
  ]);
  expect(await classifyNewRules(database.db, classifier(1))).toBe(0);
});

test('a rule that is added later is classified beside the others, which stay', async () => {
  await visited('added.social', ['no spam']);
  await classifyNewRules(database.db, classifier(1));
  await visited('added.social', ['no spam', 'more words']);
  expect(await classifyNewRules(database.db, classifier(1))).toBe(1);
  expect((await topicsOf('added.social')).map(([topics]) => topics)).toEqual(['spam', 'other']);
});

test('another version of the classifier goes over all rules again, and leaves no topic of the old one', async () => {
  await visited('again.social', ['no spam', 'be kind']);
  await classifyRules(database.db, classifier(1));
  expect(await classifyRules(database.db, classifier(2, 'kind'))).toBeGreaterThanOrEqual(2);
  expect((await topicsOf('again.social')).map(([topics]) => topics)).toEqual(['other', 'spam']);
});

test('a language that the server states for a rule is not replaced', async () => {
  await addHosts(database.db, [hostName('stated.social')], { source: 'seed', at: new Date(at) });
  const instance = reading({ languages: ['fr'], rules: [{ ...ruleOf('Sei nett'), language: 'de' }] });
  await database.db
    .transaction()
    .execute((trx) => recordVisits(trx, [visitOf('stated.social', at, { instance })]));
  await classifyNewRules(database.db, classifier(2, 'kind'));
  expect(await topicsOf('stated.social')).toEqual([['other', 'de', 'stated']]);
});

test('two workers at once classify every rule, and none twice', async () => {
  for (let index = 0; index < 30; index += 1)
    await visited(`crowd-${index}.social`, [`spam ${index}`, 'kind']);
  const counts = await Promise.all([1, 2, 3].map(() => classifyNewRules(database.db, classifier(2, 'kind'))));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
});

test('while the rules of a talkative server are classified, the rest of the process moves', async () => {
  await visited(
    'talkative.social',
    Array.from({ length: 100 }, (_, index) => `${index} ${'word '.repeat(900)}`),
  );
  let turns = 0;
  let classified = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  let turnsMeanwhile = 0;
  const counting: RuleClassifier = {
    ...classifier(3),
    classify: (rule) => {
      if (classified === 0) turnsMeanwhile = turns;
      classified += 1;
      if (classified === 100) turnsMeanwhile = turns - turnsMeanwhile;
      return classifier(3).classify(rule);
    },
  };
  setImmediate(turn);
  expect(await classifyNewRules(database.db, counting)).toBe(100);
  isOver = true;
  expect(turnsMeanwhile).toBeGreaterThanOrEqual(5);
});
