import { getTranslations } from 'next-intl/server';
import type { ComparedServer } from '../../data/compare.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';
import { noRuleTexts } from './no-rule-texts.ts';

interface Props {
  readonly locale: Locale;
  readonly server: ComparedServer;
}

/** How many rules a server has and since when, or why we know of none. */
export async function RulesState({ locale, server: { instance, rules: known } }: Props) {
  const t = await getTranslations('compare');
  const format = await formatter();
  if (known.kind !== 'rules') return <p className="text-muted italic">{t(noRuleTexts[known.kind])}</p>;
  const { rules, validFrom, isCurrent } = known;
  const documents = rules.filter(({ document }) => document !== null).length;
  const day = format.dateTime(new Date(validFrom), 'dayShort');
  return (
    <>
      <a
        href={`/${locale}/servers/${instance.domain}#rules`}
        className="link inline-flex min-h-7 items-center"
      >
        {documents === rules.length
          ? t('documentsCount', { count: documents, day })
          : t('rulesCount', { count: rules.length, day })}
      </a>
      {!isCurrent && <p className="text-muted">{t('asOf', { day })}</p>}
    </>
  );
}
