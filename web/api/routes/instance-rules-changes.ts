import type { RuleSetChangesRecord } from '../../../db/model/records.ts';
import { compareRules, type RuleChange } from '../../../db/model/rule-changes.ts';
import { findInstance } from '../../../db/queries/find-instance.ts';
import { type RuleInSet, type RuleSet, ruleSets } from '../../../db/queries/rule-sets.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { limitParam } from '../list-params.ts';
import { schemas } from '../schemas.ts';
import { notListed } from './not-listed.ts';

/** `GET /api/v1/instances/{domain}/rules/changes`: what changed in the rules, and when. */
export const instanceRulesChanges = defineEndpoint({
  path: '/api/v1/instances/{domain}/rules/changes',
  operationId: 'listInstanceRulesChanges',
  group: 'rules',
  summary: 'What changed in the rules of one server, and when',
  description:
    'One entry a set of rules, the newest first. Each change is "added", "removed", "reworded" (other words, mostly the same), "annotated" (same text, another hint or translation) or "moved". The oldest set has null for its changes: nothing is known before it. A gap between two sets means that the server stated no rules.',
  example: { limit: 5 },
  params: { limit: limitParam({ byDefault: 20, max: 50 }, 'sets') },
  schema: listSchema(schemas.ruleSetChanges, {}).meta({ id: 'RuleChangeList' }),
  datasets: ['instances', 'rules'],
  maxAgeSeconds: 60,
  answer: async ({ context, host, values, url }) => {
    const { limit = 20 } = values;
    const [record, sets] = await Promise.all([
      findInstance(context.database, host),
      ruleSets(context.database, host, limit + 1),
    ]);
    if (record === undefined) return notListed(context.database, host);
    const items = sets.slice(0, limit).map((set, index) => toRecord(set, sets[index + 1]));
    return { kind: 'ok', body: listOf({ items, url, next: null }) };
  },
});

function toRecord(set: RuleSet, before: RuleSet | undefined): RuleSetChangesRecord {
  return {
    valid_from: set.validFrom,
    valid_to: set.validTo,
    rules_count: set.rules.length,
    changes: before === undefined ? null : compareRules(before.rules, set.rules).map(toChange),
  };
}

function toChange(change: RuleChange<RuleInSet>) {
  const sideOf = (rule: RuleInSet | null) =>
    rule === null ? null : { position: rule.position, text: rule.text, hint: rule.hint };
  return {
    kind: change.kind,
    before: sideOf('before' in change ? change.before : null),
    after: sideOf('after' in change ? change.after : null),
  };
}
