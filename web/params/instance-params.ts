import { type InstanceClass, instanceClasses } from '../../db/model/instance-class.ts';
import { type RuleTopic, ruleTopics } from '../../db/model/rule-topics.ts';
import { instanceStatuses, registrationModes } from '../../db/model/status.ts';
import { textLimits } from '../../db/model/text.ts';
import { type InstanceFilter, type InstanceOrder, instanceSorts } from '../../db/queries/list-instances.ts';
import type { Param, ParamReading, ParamValues } from './param.ts';

/** Longest text to search for, in UTF-16 code units. */
export const maxSearchLength = 200;
/** More alternatives than this in one filter are refused. */
const maxAlternatives = 50;
/** RFC 5646, section 4.4.1, knows no longer tag in use than 35 characters. */
const maxLanguageLength = 35;
const languageTag = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i;

const taken = <Value>(value: Value): ParamReading<Value> => ({ ok: true, value });
const refused = <Value>(allowed: string): ParamReading<Value> => ({ ok: false, allowed });

/** Text to search for in host name, name and description. */
export const searchParam: Param<string> = {
  name: 'q',
  description:
    'Part of the host name, name or description, in any case; of an internationalised name, whole labels in Unicode.',
  schema: { type: 'string', maxLength: maxSearchLength, examples: ['gardening'] },
  isRepeatable: false,
  parse: ([value = '']) => {
    const text = value.trim();
    return text.length <= maxSearchLength ? taken(text) : refused(`at most ${maxSearchLength} characters`);
  },
  format: (text) => [text],
};

/** Names of software, as alternatives. */
export const softwareParam: Param<readonly string[]> = {
  name: 'software',
  description: 'Name of the software as NodeInfo gives it, such as "mastodon"; repeat it for alternatives.',
  schema: {
    type: 'array',
    maxItems: maxAlternatives,
    items: { type: 'string', maxLength: textLimits.software, examples: ['mastodon'] },
  },
  isRepeatable: true,
  parse: (values) => {
    const names = unique(values.map((value) => value.trim().toLowerCase()));
    const areShort = names.every((name) => name.length <= textLimits.software);
    return areShort && names.length <= maxAlternatives
      ? taken(names)
      : refused(`at most ${maxAlternatives} names of at most ${textLimits.software} characters`);
  },
  format: (names) => names,
};

/** How one gets an account, as alternatives. */
export const registrationsParam = oneOrMoreOf(
  'registrations',
  registrationModes,
  'How one gets an account; repeat it for alternatives.',
);

/** Status of the instance, as alternatives. */
export const statusParam = oneOrMoreOf(
  'status',
  instanceStatuses,
  'What we last saw of the server; repeat it for alternatives.',
);

/** A language that the server names. */
export const languageParam: Param<string> = {
  name: 'language',
  description: 'BCP 47 tag of a language that the server names; "pt" also finds "pt-BR".',
  schema: {
    type: 'string',
    maxLength: maxLanguageLength,
    pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$',
    examples: ['pt-BR'],
  },
  isRepeatable: false,
  parse: ([value = '']) => {
    const tag = value.trim();
    return tag.length <= maxLanguageLength && languageTag.test(tag)
      ? taken(tag)
      : refused('a BCP 47 language tag, such as "pt" or "pt-BR"');
  },
  format: (tag) => [tag],
};

/** Topics that all must be among a server's rules. */
export const ruleTopicParam: Param<readonly RuleTopic[]> = oneOrMoreOf(
  'rule_topic',
  ruleTopics,
  'Only servers with a rule on this topic, found by patterns; repeat it for servers that have a rule on each.',
  'to ask for all of them',
);

/** What kind of thing a server is. */
export const classParam: Param<readonly InstanceClass[]> = oneOrMoreOf(
  'class',
  instanceClasses,
  'What kind of thing the server is; repeat it for alternatives.',
);

/** Column and direction of the order: `domain` ascends, `-domain` descends. */
export const sortParam: Param<InstanceOrder> = {
  name: 'sort',
  description:
    'Column to order by; with a minus sign before it, descending. Servers that do not say come last.',
  schema: { type: 'string', enum: instanceSorts.flatMap((column) => [column, `-${column}`]) },
  isRepeatable: false,
  parse: ([value = '']) => {
    const by = instanceSorts.find((column) => column === value.replace(/^-/, ''));
    return by === undefined
      ? refused(`one of ${instanceSorts.join(', ')}, with a minus sign before it for descending order`)
      : taken({ by, direction: value.startsWith('-') ? 'desc' : 'asc' });
  },
  format: ({ by, direction }) => [direction === 'desc' ? `-${by}` : by],
};

/** The filters that every list of instances takes, pages and API alike. */
export const instanceFilterParams = {
  q: searchParam,
  software: softwareParam,
  registrations: registrationsParam,
  language: languageParam,
  status: statusParam,
  rule_topic: ruleTopicParam,
  class: classParam,
} as const;

/** Turns parameter values into the filter that the queries take. */
export function toInstanceFilter(values: ParamValues<typeof instanceFilterParams>): InstanceFilter {
  const { q, software, registrations, language, status, rule_topic: topics } = values;
  return {
    ...(q === undefined ? {} : { search: q }),
    ...(software === undefined ? {} : { software }),
    ...(registrations === undefined ? {} : { registrations }),
    ...(language === undefined ? {} : { language }),
    ...(status === undefined ? {} : { status }),
    ...(topics === undefined ? {} : { ruleTopics: topics }),
    ...(values.class === undefined ? {} : { class: values.class }),
  };
}

/** Writes a filter as parameters, in the order of the table; what is not filtered by is left out. */
export function formatInstanceFilter(filter: InstanceFilter): readonly (readonly [string, string])[] {
  const { search, software, registrations, language, status, ruleTopics: topics } = filter;
  return [
    ...(search === undefined ? [] : pairs(searchParam, search)),
    ...(software === undefined ? [] : pairs(softwareParam, software)),
    ...(registrations === undefined ? [] : pairs(registrationsParam, registrations)),
    ...(language === undefined ? [] : pairs(languageParam, language)),
    ...(status === undefined ? [] : pairs(statusParam, status)),
    ...(topics === undefined ? [] : pairs(ruleTopicParam, topics)),
    ...(filter.class === undefined ? [] : pairs(classParam, filter.class)),
  ];
}

/** A parameter and its value as name-value pairs of a query string. */
export function pairs<Value>(param: Param<Value>, value: Value): readonly (readonly [string, string])[] {
  return param.format(value).map((text) => [param.name, text] as const);
}

function oneOrMoreOf<const Name extends string>(
  name: string,
  allowed: readonly Name[],
  description: string,
  repeated = 'for alternatives',
): Param<readonly Name[]> {
  return {
    name,
    description,
    schema: { type: 'array', items: { type: 'string', enum: allowed } },
    isRepeatable: true,
    parse: (values) => {
      const chosen = allowed.filter((each) => values.some((value) => value.trim() === each));
      return unique(values.map((value) => value.trim())).length === chosen.length
        ? taken(chosen)
        : refused(`one of ${allowed.join(', ')}; repeat the parameter ${repeated}`);
    },
    format: (chosen) => chosen,
  };
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
