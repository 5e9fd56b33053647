import { expect, test } from 'vitest';
import {
  type QuarantineRule,
  quarantineRuleNames,
  quarantineRules,
} from '../../../db/model/quarantine-rules.ts';
import { parseUtcDay } from '../../../db/model/utc-day.ts';
import { byHandRule } from '../../../db/writes/quarantine-host.ts';

const rules: readonly (readonly [string, QuarantineRule])[] = Object.entries(quarantineRules);

test('a quarantine by hand comes before every computed one', () => {
  expect(quarantineRuleNames[0]).toBe(byHandRule);
});

test.for(rules)('%s has a name for addresses, a day, a source, and thresholds above zero', ([name, rule]) => {
  expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(parseUtcDay(rule.since)).toBe(rule.since);
  expect(rule.source.length).toBeGreaterThan(20);
  for (const { value, unit } of Object.values(rule.thresholds)) {
    expect(value).toBeGreaterThan(0);
    if (unit === 'share') expect(value).toBeLessThan(1);
  }
});
