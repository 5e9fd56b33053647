import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import type { RuleTopic } from '../../../db/model/rule-topics.ts';
import type { FacetCount } from '../../../db/queries/count-by-facet.ts';
import { formatter } from '../../i18n/formatter.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { softwareName } from '../software-name.ts';
import { countryName } from './filter-names.ts';

/** Languages and topics named of one server; the rest is on its page. */
const shown = { languages: 3, topics: 2 } as const;

/** What a list says of a server, in the reader's language; made once for all of them. */
export interface ServerWords {
  /** Software, kind where it is not a community, and what is amiss: `amiss` is to be seen. */
  about(instance: InstanceRecord): { readonly plain: string; readonly amiss: string | null };
  signUp(instance: InstanceRecord): string;
  /** Null: it has no members, or its figures are quarantined. */
  active(instance: InstanceRecord): string | null;
  /** Instead of {@link active}, for figures that are quarantined. */
  readonly notCounted: string;
  languages(instance: InstanceRecord): string;
  rules(instance: InstanceRecord): string;
  /** Topics of its rules: those that the fewest servers of the list have a rule on, which tells servers apart. */
  topics(instance: InstanceRecord): readonly string[];
  /** Since when we know it, and how much of the time it was up. */
  record(instance: InstanceRecord): string;
  software(instance: InstanceRecord): string;
  /** A number or share of a table; null is not stated. */
  figure(value: number | null, style?: 'share'): string;
  day(instant: string): string;
  country(instance: InstanceRecord): string;
  /** Beside the box that chooses a server for a comparison: what is seen, and what names it apart from the others. */
  readonly pick: string;
  pickOne(server: string): string;
}

/**
 * Makes the words of a list in a language.
 *
 * @param topicCounts how many servers of the list have a rule on each topic. @default not known: topics stand in their own order
 */
export async function serverWords(
  locale: Locale,
  topicCounts: readonly FacetCount<RuleTopic>[] = [],
): Promise<ServerWords> {
  const t = await getTranslations();
  const format = await formatter();
  const serversOn = (topic: RuleTopic) => topicCounts.find(({ value }) => value === topic)?.instances ?? 0;
  const list = new Intl.ListFormat(locale);
  const cut = (names: readonly string[]) => {
    const more = names.length - shown.languages;
    return more > 0
      ? [...names.slice(0, shown.languages), t('choose.suggestion.moreLanguages', { count: more })]
      : names;
  };
  return {
    about: ({ software, class: kind, status, unattended_since }) => ({
      plain: [softwareName(software), ...(kind === 'community' ? [] : [t(`directory.kinds.${kind}`)])].join(
        ' · ',
      ),
      amiss:
        [
          ...(status === 'up' ? [] : [t(`directory.status.${status}`)]),
          ...(unattended_since === null ? [] : [t('directory.unattended')]),
        ].join(' · ') || null,
    }),
    signUp: (instance) =>
      isMemberless(instance)
        ? t('directory.memberless')
        : t(`registrations.${instance.registrations ?? 'unknown'}`),
    active: (instance) => {
      const { quarantine, users_active_month } = instance;
      if (quarantine !== null || isMemberless(instance)) return null;
      return users_active_month === null
        ? t('directory.activeUnknown')
        : t('directory.active', { count: users_active_month });
    },
    notCounted: t('directory.quarantined'),
    pick: t('directory.compare.pick'),
    pickOne: (server) => t('directory.compare.pickOne', { server }),
    languages: ({ languages }) =>
      languages === null || languages.length === 0
        ? t('directory.languagesUnknown')
        : list.format(cut(languages.map((tag) => languageName(tag, locale)))),
    rules: ({ rules_count, rule_documents, rules_unread }) => {
      if (rules_count === null) return t(`directory.rulesUnread.${rules_unread ?? 'failed'}`);
      return rule_documents.length > 0 && rule_documents.length === rules_count
        ? t('directory.ruleDocuments', { count: rules_count })
        : t('format.rules', { count: rules_count });
    },
    topics: ({ rule_topics }) =>
      rule_topics
        .filter((topic) => topic !== 'other')
        .toSorted((left, right) => serversOn(left) - serversOn(right))
        .slice(0, shown.topics)
        .map((topic) => t(`topics.names.${topic}`)),
    record: ({ first_seen_at, uptime_30d }) =>
      t(uptime_30d === null ? 'directory.since' : 'directory.sinceAndUp', {
        since: format.dateTime(new Date(first_seen_at), 'monthLong'),
        share: uptime_30d ?? 0,
      }),
    software: ({ software }) => softwareName(software),
    figure: (value, style) => {
      if (value === null) return t('directory.table.unknown');
      return style === 'share' ? format.number(value, 'share') : format.number(value);
    },
    day: (instant) => format.dateTime(new Date(instant), 'dayShort'),
    country: ({ network_country }) =>
      network_country === null ? t('directory.table.unknown') : countryName(network_country, locale),
  };
}

/** Relays and bridges have no members of their own, so there is nobody to sign up or to be active. */
export function isMemberless({ class: kind }: Pick<InstanceRecord, 'class'>): boolean {
  return kind === 'relay' || kind === 'bridge';
}
