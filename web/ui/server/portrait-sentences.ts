import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import type { UptimeSpan } from '../../../db/queries/host-uptime.ts';
import type { Portrait } from '../../data/portrait.ts';
import { formatter } from '../../i18n/formatter.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Audience } from '../../portrait/audience.ts';
import type { ReleaseStanding } from '../../portrait/release-standing.ts';
import { softwareName } from '../software-name.ts';

/** Languages named in a sentence; the rest is a number. */
const mostNamed = 3;

/** What is said of a server beyond its record, in the reader's language. */
export interface PortraitSentences {
  /** Whom it is for; null: for nobody any more. */
  readonly audience: string | null;
  /** What would belong there, had the server stated it; null: nothing is missing. */
  readonly unstated: string | null;
  readonly age: string;
  /** How current its version is. */
  readonly release: string;
  /** How reliably it answers, the usual span first. */
  readonly uptime: readonly string[];
}

/** Makes sentences of what is known of a server. */
export async function portraitSentences(
  locale: Locale,
  instance: InstanceRecord,
  { audience, age, knownForDays, standing, uptime }: Portrait,
): Promise<PortraitSentences> {
  const t = await getTranslations('server');
  const format = await formatter();
  const firstSeen = new Date(instance.first_seen_at);
  return {
    audience: audience === null ? null : await audienceSentence(locale, audience, firstSeen),
    unstated:
      audience === null || audience.unstated.length === 0
        ? null
        : t('audience.unstated', {
            list: new Intl.ListFormat(locale).format(
              audience.unstated.map((name) => t(`audience.unstatedNames.${name}`)),
            ),
          }),
    age: t(age === 'found' ? 'age.found' : 'age.seen', {
      day: format.dateTime(firstSeen, 'day'),
      days: knownForDays,
    }),
    release: await releaseSentence(standing, instance.software),
    uptime: await uptimeSentences(instance, uptime),
  };
}

async function audienceSentence(locale: Locale, audience: Audience, firstSeen: Date): Promise<string> {
  const t = await getTranslations();
  const format = await formatter();
  const { key, shape, purpose, languages, size, people, mode, age } = audience;
  const named = languages.slice(0, mostNamed).map((tag) => languageName(tag, locale));
  const more = languages.length - named.length;
  const listed = more > 0 ? [...named, t('choose.suggestion.moreLanguages', { count: more })] : named;
  return t(`server.audience.${key}`, {
    ...{ shape, purpose, size, people, mode, age },
    languages: new Intl.ListFormat(locale, { type: 'disjunction' }).format(listed),
    since: format.dateTime(firstSeen, 'monthLong'),
  });
}

async function releaseSentence(standing: ReleaseStanding, name: string): Promise<string> {
  const t = await getTranslations('server.releaseStanding');
  const format = await formatter();
  const software = softwareName(name);
  switch (standing.kind) {
    case 'newest':
      return t('newest', {
        stage: standing.isPreRelease ? 'before' : 'released',
        share: format.number(standing.share, 'share'),
        ...{ software, series: standing.series },
      });
    case 'behind':
      return t(standing.isOlderThanMost ? 'olderThanMost' : 'behind', {
        share: format.number(standing.newerShare, 'share'),
        ...{ software, lines: standing.lines, newest: standing.newest },
      });
    case 'ahead':
      return t('ahead', { software, newest: standing.newest });
    default:
      return t(standing.kind, { software });
  }
}

async function uptimeSentences(
  { uptime_30d }: InstanceRecord,
  { month, season }: Portrait['uptime'],
): Promise<readonly string[]> {
  const t = await getTranslations('server.uptime');
  const format = await formatter();
  // What rounds to all is not all.
  const shown = (share: number) =>
    format.number(share, share < 1 && share >= 0.9995 ? 'preciseShare' : 'share');
  // The record has been reckoned when the day was rolled up, and is what lists show.
  const share = uptime_30d ?? month.share;
  const known = (span: UptimeSpan) => Math.floor(span.knownDays);
  const sentence = (of: number, span: UptimeSpan) =>
    known(span) >= span.days - 1
      ? t('whole', { share: shown(of), days: span.days })
      : t('partly', { share: shown(of), known: known(span), days: span.days });
  return [
    share === null ? t('unknown', { days: month.days }) : sentence(share, month),
    // While we have not looked for longer than a month, a season says the same.
    ...(season.share !== null && known(season) > month.days ? [sentence(season.share, season)] : []),
  ];
}
