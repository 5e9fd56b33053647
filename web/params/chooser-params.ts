import type { Answers, Question } from '../chooser/answers.ts';
import { purposeNames } from '../chooser/purposes.ts';
import { oneOf, oneOrMoreOf } from './choice-params.ts';
import { countryParam, languageParam, ruleTopicParam, seedParam, sizeParam } from './instance-params.ts';
import { flagParam } from './number-params.ts';
import type { Param, ParamValues } from './param.ts';

/** Nobody reads more languages than this on a server. */
const maxLanguages = 10;

const languagesParam: Param<readonly string[]> = {
  name: 'language',
  description:
    'BCP 47 tag of a language that one reads and writes; "pt" also finds "pt-BR". Repeat it for alternatives.',
  schema: { type: 'array', maxItems: maxLanguages, items: { ...languageParam.schema } },
  isRepeatable: true,
  parse: (values) => {
    const readings = [...new Set(values)].map((value) => languageParam.parse([value]));
    const tags = readings.flatMap((reading) => (reading.ok ? [reading.value] : []));
    return tags.length === readings.length && tags.length <= maxLanguages
      ? { ok: true, value: tags }
      : { ok: false, allowed: `at most ${maxLanguages} BCP 47 language tags, such as "pt" or "pt-BR"` };
  },
  format: (tags) => tags,
};

/** What the chooser is asked with, by page and API alike. */
export const chooserParams = {
  language: languagesParam,
  purpose: oneOrMoreOf(
    'purpose',
    purposeNames,
    'What one comes for: servers of software that is made for it. Repeat it for alternatives.',
  ),
  sign_up: oneOf(
    'sign_up',
    ['now', 'wait'],
    'now: an account at once. wait: somebody may look at the application first.',
  ),
  size: {
    ...sizeParam,
    description: `${sizeParam.description} Absent: neither giants nor tiny servers.`,
  },
  rule_topic: {
    ...ruleTopicParam,
    description: 'A topic that the server must have a rule on; repeat it for several, which all must.',
  },
  country: countryParam,
  young: flagParam('young', 'Also servers that were born less than 30 days ago.'),
  seed: seedParam,
} as const;

/** The questions under the names of their parameters. */
export const parameterOf = {
  languages: 'language',
  purposes: 'purpose',
  signUp: 'sign_up',
  sizes: 'size',
  ruleTopics: 'rule_topic',
  countries: 'country',
} as const satisfies Readonly<Record<Question, keyof typeof chooserParams>>;

/** What was answered, of what the chooser is asked with. */
export function toAnswers(values: ParamValues<typeof chooserParams>): Answers {
  const { language, purpose, sign_up: signUp, size, rule_topic: topics, country } = values;
  return {
    ...(language === undefined ? {} : { languages: language }),
    ...(purpose === undefined ? {} : { purposes: purpose }),
    ...(signUp === undefined ? {} : { signUp }),
    ...(size === undefined ? {} : { sizes: size }),
    ...(topics === undefined ? {} : { ruleTopics: topics }),
    ...(country === undefined ? {} : { countries: country }),
  };
}
