import { type InstanceClass, instanceClasses } from '../../db/model/instance-class.ts';
import { type RuleTopic, ruleTopics } from '../../db/model/rule-topics.ts';
import { sizes } from '../../db/model/server-size.ts';
import { softwareFamilyNames } from '../../db/model/software-families.ts';
import { instanceStatuses, registrationModes } from '../../db/model/status.ts';
import { textLimits } from '../../db/model/text.ts';
import { parseVersion, type VersionNumbers } from '../../db/model/version.ts';
import type { InstanceFilter } from '../../db/queries/instance-filter.ts';
import { type AskedOrder, instanceSorts } from '../../db/queries/list-instances.ts';
import { oneOrMoreOf } from './choice-params.ts';
import { flagParam, shareParam, wholeNumberParam } from './number-params.ts';
import type { Param, ParamReading, ParamValues } from './param.ts';

/** Longest text to search for, in UTF-16 code units. */
export const maxSearchLength = 200;
/** More alternatives than this in one filter are refused. */
const maxAlternatives = 50;
/** RFC 5646, section 4.4.1, knows no longer tag in use than 35 characters. */
const maxLanguageLength = 35;
/** What follows the numbers is not looked at, but must be set off from them. */
const versionText = /^[vV]?[0-9]+([.][0-9]+)*([-+].*)?$/;
const languageTag = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i;

const taken = <Value>(value: Value): ParamReading<Value> => ({ ok: true, value });
const refused = <Value>(allowed: string): ParamReading<Value> => ({ ok: false, allowed });

/** Text to search for in host name, name and description. */
export const searchParam: Param<string> = {
  name: 'q',
  description:
    'Part of the host name (in Unicode too), name or description; case, accents and widths of letters do not matter, nor hiragana or katakana, nor points of vowels: "bucher" finds "Bücher", "さくら" finds "ｻｸﾗ".',
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

/** Families of software, as alternatives. */
export const familyParam = oneOrMoreOf(
  'family',
  softwareFamilyNames,
  'Family of the software: what it is a fork or relative of, itself included ("mastodon" also finds Hometown); repeat it for alternatives.',
);

/** The oldest version. */
export const versionMinParam = versionParam(
  'version_min',
  'Oldest version of the software, compared number by number: 4.5 is 4.5.0, and a pre-release is the release that it leads to. Servers whose version begins with no number are left out; most useful together with one `software`.',
);

/** The newest version. */
export const versionMaxParam = versionParam(
  'version_max',
  'Newest version of the software, compared in the same way: 4.5 leaves 4.5.1 out.',
);

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

/** Topics none of which may be among a server's rules. */
export const ruleTopicNotParam: Param<readonly RuleTopic[]> = oneOrMoreOf(
  'rule_topic_not',
  ruleTopics,
  'Only servers whose rules we could read and that have none on this topic, found by patterns; repeat it for servers without a rule on any of several. A server that publishes an empty list of rules has none; one whose rules we could not read is left out, since nobody knows.',
  'to ask for none of them',
);

/** How large a server is, as alternatives. */
export const sizeParam = oneOrMoreOf(
  'size',
  sizes,
  'By people active in a month: tiny below 10, small below 100, medium below 1,000, large from there on, giant with more than a tenth of all. Servers that do not say, or whose figures are quarantined, are of no size. Repeat it for alternatives.',
);

/** What kind of thing a server is. */
export const classParam: Param<readonly InstanceClass[]> = oneOrMoreOf(
  'class',
  instanceClasses,
  'What kind of thing the server is; repeat it for alternatives.',
);

/** Countries of host networks, as alternatives. */
export const countryParam: Param<readonly string[]> = {
  name: 'country',
  description:
    "Country in which the network is registered that the server answers from, ISO 3166-1 alpha-2 (or XK): not the place of the machine, and behind a CDN the CDN's. Repeat it for alternatives.",
  schema: {
    type: 'array',
    maxItems: maxAlternatives,
    items: { type: 'string', pattern: '^[A-Za-z]{2}$', examples: ['DE'] },
  },
  isRepeatable: true,
  parse: (values) => {
    const codes = unique(values.map((value) => value.trim().toUpperCase()));
    return codes.every((code) => /^[A-Z]{2}$/.test(code)) && codes.length <= maxAlternatives
      ? taken(codes)
      : refused(`at most ${maxAlternatives} country codes of two letters (ISO 3166-1), such as DE`);
  },
  format: (codes) => codes,
};

const users = { min: 0, max: Number.MAX_SAFE_INTEGER, example: 100 };
/** A century. */
const maxDays = 36_500;

/** Column and direction of the order: `domain` ascends, `-domain` descends; `random` is drawn by lot. */
export const sortParam: Param<AskedOrder> = {
  name: 'sort',
  description:
    'Column to order by; with a minus sign before it, descending. Servers that do not say come last. Or `random`: by lot, whatever their size, name or age, those that do not answer after all others; `seed` says by which lot.',
  schema: { type: 'string', enum: [...instanceSorts.flatMap((column) => [column, `-${column}`]), 'random'] },
  isRepeatable: false,
  parse: ([value = '']) => {
    if (value === 'random') return taken({ by: 'random', direction: 'asc' });
    const by = instanceSorts.find((column) => column === value.replace(/^-/, ''));
    return by === undefined
      ? refused(
          `random, or one of ${instanceSorts.join(', ')}, with a minus sign before it for descending order`,
        )
      : taken({ by, direction: value.startsWith('-') ? 'desc' : 'asc' });
  },
  format: ({ by, direction }) => [direction === 'desc' ? `-${by}` : by],
};

/** A link is shorter with a short one, and two characters already give a thousand orders. */
const maxSeedLength = 32;

/** By which lots an order is drawn. */
export const seedParam: Param<string> = {
  name: 'seed',
  description:
    'What is put into an order by lot is in the same order for everybody who gives the same seed. Absent: the day in UTC.',
  schema: { type: 'string', maxLength: maxSeedLength, examples: ['k7'] },
  isRepeatable: false,
  parse: ([value = '']) =>
    value.length <= maxSeedLength ? taken(value) : refused(`at most ${maxSeedLength} characters`),
  format: (seed) => [seed],
};

/** The filters that every list of instances takes, pages and API alike. */
export const instanceFilterParams = {
  q: searchParam,
  software: softwareParam,
  family: familyParam,
  version_min: versionMinParam,
  version_max: versionMaxParam,
  registrations: registrationsParam,
  language: languageParam,
  country: countryParam,
  status: statusParam,
  rule_topic: ruleTopicParam,
  rule_topic_not: ruleTopicNotParam,
  class: classParam,
  size: sizeParam,
  users_active_min: wholeNumberParam(
    'users_active_min',
    users,
    'Fewest users active in the month. Servers that do not say, or whose figures are quarantined, are left out, here and in the next three.',
  ),
  users_active_max: wholeNumberParam('users_active_max', users, 'Most users active in the month.'),
  users_total_min: wholeNumberParam('users_total_min', users, 'Fewest accounts.'),
  users_total_max: wholeNumberParam('users_total_max', users, 'Most accounts.'),
  active_within_days: wholeNumberParam(
    'active_within_days',
    { min: 1, max: maxDays, example: 7 },
    'Only servers that were up at a visit of the last so many days (`last_up_at`).',
  ),
  age_min_days: wholeNumberParam(
    'age_min_days',
    { min: 1, max: maxDays, example: 90 },
    'Only servers whose name the census has known for so many days (`first_seen_at`); when they were founded is not known.',
  ),
  uptime_min: shareParam('uptime_min', 'Least share of the last 30 days in which it was up (`uptime_30d`).'),
  quarantined: flagParam(
    'quarantined',
    'true: only servers whose figures are quarantined; false: only those whose figures count.',
  ),
} as const;

type FilterParams = typeof instanceFilterParams;

/** Names of the parameters that may give a filter its value. */
type NamesFor<Value> = {
  [Name in keyof FilterParams]: FilterParams[Name] extends Param<Value> ? Name : never;
}[keyof FilterParams];

/** Which parameter is which filter, in the order in which they are written. */
const paramOfFilter = {
  search: 'q',
  software: 'software',
  family: 'family',
  versionMin: 'version_min',
  versionMax: 'version_max',
  registrations: 'registrations',
  language: 'language',
  country: 'country',
  status: 'status',
  ruleTopics: 'rule_topic',
  ruleTopicsNot: 'rule_topic_not',
  class: 'class',
  sizes: 'size',
  usersActiveMin: 'users_active_min',
  usersActiveMax: 'users_active_max',
  usersTotalMin: 'users_total_min',
  usersTotalMax: 'users_total_max',
  activeWithinDays: 'active_within_days',
  ageMinDays: 'age_min_days',
  uptimeMin: 'uptime_min',
  quarantined: 'quarantined',
} as const satisfies {
  readonly [Name in keyof InstanceFilter]-?: NamesFor<Required<InstanceFilter>[Name]>;
};

/** Every filter, in the order in which they are written. */
export const filterNames = Object.keys(paramOfFilter) as readonly (keyof InstanceFilter)[];

/** Turns parameter values into the filter that the queries take. */
export function toInstanceFilter(values: ParamValues<FilterParams>): InstanceFilter {
  // Each value is of its filter's type: `paramOfFilter` is checked for that.
  return Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = values[paramOfFilter[name]];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Writes a filter as parameters, in the order of the table; what is not filtered by is left out. */
export function formatInstanceFilter(filter: InstanceFilter): readonly (readonly [string, string])[] {
  return filterNames.flatMap((name) =>
    filterValues(filter, name).map((value) => [paramOfFilter[name], value] as const),
  );
}

/** What a list is narrowed to by one filter, as the address has it; empty: it is not. */
export function filterValues(filter: InstanceFilter, name: keyof InstanceFilter): readonly string[] {
  const value = filter[name];
  const param: Param<unknown> = instanceFilterParams[paramOfFilter[name]];
  return value === undefined ? [] : param.format(value);
}

/** A parameter and its value as name-value pairs of a query string. */
export function pairs<Value>(param: Param<Value>, value: Value): readonly (readonly [string, string])[] {
  return param.format(value).map((text) => [param.name, text] as const);
}

function versionParam(name: string, description: string): Param<VersionNumbers> {
  return {
    name,
    description,
    schema: { type: 'string', maxLength: textLimits.version, pattern: versionText.source, examples: ['4.5'] },
    isRepeatable: false,
    parse: ([value = '']) => {
      const text = value.trim();
      const isVersion = text.length <= textLimits.version && versionText.test(text);
      const version = isVersion ? parseVersion(text) : undefined;
      return version?.every(Number.isSafeInteger) === true
        ? taken(version)
        : refused('a version that begins with numbers, such as 4.5 or 4.5.0-rc1');
    },
    format: (version) => [version.join('.')],
  };
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
