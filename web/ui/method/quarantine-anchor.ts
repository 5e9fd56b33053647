import { type QuarantineRuleName, quarantineRuleNames } from '../../../db/model/quarantine-rules.ts';

/** The part of an address that leads to a rule on the method page, without its `#`. */
export const ruleAnchor = (rule: QuarantineRuleName): string => `quarantine-${rule}`;

/** A rule's name as it stands in a record; undefined for one that this release does not know. */
export function knownRule(name: string): QuarantineRuleName | undefined {
  return quarantineRuleNames.find((known) => known === name);
}
