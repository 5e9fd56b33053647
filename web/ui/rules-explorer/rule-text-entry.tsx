import { getTranslations } from 'next-intl/server';
import type { RuleTextRecord } from '../../../db/model/rule-search-records.ts';
import { shownHostName } from '../../../db/model/shown-host-name.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { HostLabel } from '../host-label.tsx';
import { FoldedText } from '../rules/folded-text.tsx';
import { RuleTopics } from '../rules/rule-topics.tsx';

interface Props {
  readonly locale: Locale;
  readonly rule: RuleTextRecord;
  /** Words that were looked for. */
  readonly words: readonly string[];
}

/** Longer texts, in UTF-16 code units, are folded after their beginning. */
const longText = 600;
/** Servers that are named with a text. */
const shownExamples = 3;
/** A sentence that is set in large letters. */
const shortText = 180;

/** One text word for word, with its explanation and topics, how many servers have it, and where it can be read in context. */
export async function RuleTextEntry({ locale, rule, words }: Props) {
  const t = await getTranslations('rulesPage');
  const { text, hint, language, servers, topics } = rule;
  const size = text.length > shortText ? '' : 'font-display text-quoted [&>p]:max-w-[46ch]';
  return (
    <li className="grid gap-x-10 gap-y-2 border-b border-line py-5 sm:grid-cols-[minmax(0,1fr)_8rem]">
      <div className="min-w-0">
        <div className={size}>
          <FoldedText text={text} language={language} maxLength={longText} words={words} />
        </div>
        {hint !== null && (
          <div className="mt-1.5 text-muted">
            <FoldedText text={hint} language={language} maxLength={longText} words={words} />
          </div>
        )}
        <RuleTopics topics={topics} />
        <InContext locale={locale} rule={rule} />
      </div>
      <p className="figures max-sm:flex max-sm:flex-wrap max-sm:items-baseline max-sm:gap-x-4 sm:text-end">
        <span className="font-bold sm:block">{t('servers', { count: servers })}</span>
        {language !== null && (
          <span className="text-small text-muted sm:block">{languageName(language, locale)}</span>
        )}
      </p>
    </li>
  );
}

/** The largest servers that have a text, each with the place among its rules. */
async function InContext({ locale, rule: { servers, examples } }: Pick<Props, 'locale' | 'rule'>) {
  const t = await getTranslations('rulesPage');
  const shown = examples.slice(0, shownExamples);
  return (
    <div className="mt-2.5 flex flex-wrap items-baseline gap-x-4 text-small text-muted">
      <p>{t('inContext')}</p>
      <ul className="contents">
        {shown.map(({ domain, position }) => (
          <li key={domain} className="min-w-0">
            <a
              href={`/${locale}/servers/${domain}#rules`}
              className="link inline-block min-h-7 max-w-full py-1 text-ink"
            >
              <HostLabel unicode={shownHostName(domain)} />
            </a>{' '}
            <span className="figures">{t('place', { position })}</span>
          </li>
        ))}
      </ul>
      {servers > shown.length && (
        <p className="figures">{t('furtherServers', { count: servers - shown.length })}</p>
      )}
    </div>
  );
}
