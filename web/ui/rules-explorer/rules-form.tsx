import { getTranslations } from 'next-intl/server';
import { ruleTopics } from '../../../db/model/rule-topics.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { maxSearchLength } from '../../params/instance-params.ts';
import { partsOf, type RulesQuery } from '../../params/rules-page-params.ts';
import { SelectField } from '../directory/select-field.tsx';
import { rulesPath } from './rules-links.ts';

interface Props {
  readonly locale: Locale;
  readonly query: RulesQuery;
  /** Primary subtags in lower case. */
  readonly languages: readonly string[];
}

/** Words, topic and language as a plain form whose answer is an address. */
export async function RulesForm({ locale, query, languages }: Props) {
  const t = await getTranslations();
  const [topic] = query.topics;
  const inOrder = new Intl.Collator(locale);
  const named = languages
    .map((value) => ({ value, text: languageName(value, locale) }))
    .toSorted((left, right) => inOrder.compare(left.text, right.text));
  return (
    <search aria-label={t('rulesPage.form')}>
      <form action={`/${locale}/rules`} method="get" className="grid grid-cols-2 gap-4 lg:grid-cols-1">
        <div className="col-span-2 lg:col-span-1">
          <label htmlFor="q" className="font-semibold">
            {t('rulesPage.words')}
          </label>
          <input
            id="q"
            type="search"
            name="q"
            maxLength={maxSearchLength}
            defaultValue={query.q ?? ''}
            aria-describedby="q-hint"
            className="mt-1"
          />
          <p id="q-hint" className="mt-1 text-small text-muted">
            {t('rulesPage.wordsHint')}
          </p>
        </div>
        <div className="min-w-0">
          <SelectField
            name="topic"
            label={t('rulesPage.topic')}
            any={t('rulesPage.any')}
            chosen={topic}
            options={ruleTopics.map((value) => ({ value, text: t(`topics.names.${value}`) }))}
          />
          <FurtherTopics locale={locale} query={query} />
        </div>
        <SelectField
          name="language"
          label={t('rulesPage.language')}
          any={t('rulesPage.any')}
          chosen={query.language}
          options={named}
          {...(query.language === undefined ? {} : { other: languageName(query.language, locale) })}
        />
        <div className="col-span-2 flex flex-wrap items-center gap-x-5 gap-y-2 lg:col-span-1">
          <button type="submit" className="button-main max-sm:w-full">
            {t('rulesPage.search')}
          </button>
          {partsOf(query).length > 0 && (
            <a href={`/${locale}/rules`} className="link inline-flex min-h-9 items-center">
              {t('rulesPage.clear')}
            </a>
          )}
        </div>
      </form>
    </search>
  );
}

/** Topics of the address beyond the one that is chosen: sent along with the form, each with a way to drop it. */
async function FurtherTopics({ locale, query }: Pick<Props, 'locale' | 'query'>) {
  const t = await getTranslations();
  const further = partsOf(query).filter(({ kind, value }) => kind === 'topic' && value !== query.topics[0]);
  if (further.length === 0) return null;
  return (
    <ul className="mt-1.5 text-small">
      {further.map(({ value, without }) => {
        const topic = t(`topics.names.${value as 'spam'}`);
        return (
          <li key={value}>
            <input type="hidden" name="topic" value={value} />
            {t('directory.andTopic', { topic })}{' '}
            <a
              href={`/${locale}${rulesPath(without)}`}
              aria-label={t('directory.dropTopic', { topic })}
              className="link inline-flex min-h-7 items-center"
            >
              {t('directory.drop')}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
