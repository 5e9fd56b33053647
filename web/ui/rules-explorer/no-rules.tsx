import { getTranslations } from 'next-intl/server';
import type { RulesWayOut } from '../../data/rules.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { RulesPart } from '../../params/rules-page-params.ts';
import { EmptyField } from '../empty-field.tsx';
import { rulesPath } from './rules-links.ts';

interface Props {
  readonly locale: Locale;
  readonly waysOut: readonly RulesWayOut[];
}

/** No text matches: what can be left out, each with what that finds; what finds nothing either is not offered. */
export async function NoRules({ locale, waysOut }: Props) {
  const t = await getTranslations();
  const nameOf = ({ kind, value }: RulesPart) =>
    kind === 'topic' ? t(`topics.names.${value}`) : kind === 'language' ? languageName(value, locale) : value;
  return (
    <div className="mt-4 max-w-prose">
      <p>{t('rulesPage.empty.text')}</p>
      <ul className="mt-2">
        {waysOut.map(({ part, texts }) => (
          <li key={`${part.kind} ${part.value}`}>
            <a
              href={`/${locale}${rulesPath(part.without)}`}
              className="link inline-flex min-h-9 max-w-full items-center"
            >
              <span className="min-w-0 break-words">
                {t.rich('rulesPage.empty.without', {
                  part: nameOf(part),
                  count: texts,
                  value: (chunks) => <bdi>{chunks}</bdi>,
                })}
              </span>
            </a>
          </li>
        ))}
        <li>
          <a href={`/${locale}/rules`} className="link inline-flex min-h-9 items-center">
            {t('rulesPage.empty.all')}
          </a>
        </li>
      </ul>
    </div>
  );
}

/** The page before any rules have been read. */
export async function FirstRules() {
  const t = await getTranslations('rulesPage.first');
  return (
    <section aria-labelledby="first">
      <h2 id="first" className="text-section">
        {t('heading')}
      </h2>
      <p className="mt-2 max-w-prose">{t('text')}</p>
      <EmptyField label={t('field')} className="mt-8" />
    </section>
  );
}
