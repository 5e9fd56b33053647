import { getTranslations } from 'next-intl/server';
import type { SnapshotRecord } from '../../../db/model/records.ts';
import { TimeFigure } from '../../charts/figure/time-figure.tsx';
import { serverChart } from '../../charts/state/growth.ts';
import type { Locale } from '../../i18n/locales.ts';
import { Section } from '../section.tsx';

interface Props {
  readonly locale: Locale;
  readonly domain: string;
  readonly history: readonly SnapshotRecord[];
}

/** How many people were active, day by day. */
export async function ServerHistory({ locale, domain, history }: Props) {
  const t = await getTranslations();
  const isQuarantined = history.some(({ quarantine_rule }) => quarantine_rule !== null);
  return (
    <Section id="history" heading={t('server.history.heading')}>
      <TimeFigure
        locale={locale}
        heading={t('server.history.chart')}
        chart={serverChart(history)}
        names={{
          reported: t('chart.reported'),
          own: t('chart.own'),
          archive: t('chart.archive'),
        }}
        emptyText={t(isQuarantined ? 'chart.noDataQuarantined' : 'chart.noDataServer')}
        csvHref={`/data/servers/${domain}/history.csv`}
        source={t('chart.sourceServer', { domain })}
        isPartial={false}
      />
    </Section>
  );
}
