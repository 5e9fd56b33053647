import { getTranslations } from 'next-intl/server';
import type { RuleTopicRecord } from '../../../db/model/rule-search-records.ts';
import type { RulesOverview } from '../../data/rules.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import { NumberTable } from '../growth/number-table.tsx';
import { ScrollRegion } from '../scroll-region.tsx';

interface Props {
  readonly topic: RuleTopicRecord;
  readonly overview: RulesOverview;
}

/** How many servers had a rule on a topic at the ends of past months, of those that had rules: then and now in a sentence, all in a table. */
export async function TopicMonths({ topic, overview }: Props) {
  const t = await getTranslations('rulesPage.months');
  const format = await formatter();
  const withRules = new Map<string, number | null>(
    overview.monthEnds.map(({ day, servers }) => [day, servers]),
  );
  const months = topic.month_ends.flatMap(({ day, servers }) => {
    const all = withRules.get(day) ?? 0;
    return servers === null || all === 0 ? [] : [{ day, servers, all }];
  });
  const [first] = months;
  if (first === undefined || overview.serversWithRules === 0) return null;
  const monthOf = (day: string) => format.dateTime(startOfDay(day), 'monthLong');
  const shareOf = (part: number, all: number) => format.number(part / all, 'share');
  return (
    <section aria-labelledby="months" className="mt-14">
      <h2 id="months" className="text-heading">
        {t('heading')}
      </h2>
      <p className="figures mt-2 max-w-prose">
        {t('beforeAndNow', {
          month: monthOf(first.day),
          before: first.servers,
          beforeAll: first.all,
          beforeShare: first.servers / first.all,
          now: topic.servers,
          nowAll: overview.serversWithRules,
          nowShare: topic.servers / overview.serversWithRules,
        })}
      </p>
      <p className="mt-2 max-w-prose text-muted">{t('note')}</p>
      <details className="mt-3 border-y border-line">
        <summary className="min-h-11 py-2.5 font-semibold hover:underline">
          {t('table', { count: months.length })}
        </summary>
        <ScrollRegion name={t('caption')}>
          <NumberTable
            caption={t('caption')}
            headColumn={t('month')}
            columns={[t('onTopic'), t('anyRules'), t('share')]}
            rows={months.toReversed().map(({ day, servers, all }) => ({
              key: day,
              head: monthOf(day),
              cells: [format.number(servers), format.number(all), shareOf(servers, all)],
              bar: servers / all,
            }))}
          />
        </ScrollRegion>
      </details>
    </section>
  );
}
