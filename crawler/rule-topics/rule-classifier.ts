import type { RuleClassifier } from '../../db/writes/classify-rules.ts';
import { languageOfRules } from '../language/detect.ts';
import { classifierVersion, classifyRule } from './classify.ts';

/** What gives every recorded rule its topics and its language. */
export const ruleClassifier: RuleClassifier = {
  version: classifierVersion,
  classify: classifyRule,
  languagesOf: languageOfRules,
};
