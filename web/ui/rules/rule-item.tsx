import { getLocale, getTranslations } from 'next-intl/server';
import type { RuleInSet } from '../../../db/queries/rule-sets.ts';
import { languageAttribute, languageName } from '../../i18n/language-name.ts';
import { RuleTopics } from './rule-topics.tsx';

/** One rule with its number, its hint, the translations that the server gives, and what it is about. */
export async function RuleItem({ rule }: { readonly rule: RuleInSet }) {
  const t = await getTranslations('rules');
  const locale = await getLocale();
  const translations = Object.entries(rule.translations);
  return (
    <li className="grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-3 border-b border-line py-4 sm:grid-cols-[3.5rem_minmax(0,1fr)]">
      <span aria-hidden="true" className="figures font-display text-2xl leading-snug font-bold text-count">
        {new Intl.NumberFormat(locale).format(rule.position)}
      </span>
      <div className="min-w-0">
        <p
          dir="auto"
          lang={languageAttribute(rule.language)}
          className="max-w-[38ch] text-start font-display text-2xl leading-snug font-medium whitespace-pre-line [overflow-wrap:anywhere] sm:max-w-[46ch]"
        >
          {rule.text}
        </p>
        {rule.hint !== null && (
          <p
            dir="auto"
            lang={languageAttribute(rule.language)}
            className="mt-1.5 max-w-prose text-start whitespace-pre-line text-muted [overflow-wrap:anywhere]"
          >
            {rule.hint}
          </p>
        )}
        {translations.length > 0 && (
          <details className="mt-1.5">
            <summary className="inline-block min-h-8 py-1 text-small text-muted hover:underline">
              {t('translations', { count: translations.length })}
            </summary>
            <dl className="mt-1 grid gap-3">
              {translations.map(([tag, { text, hint }]) => (
                <div key={tag}>
                  <dt className="text-small text-muted">{languageName(tag, locale)}</dt>
                  <dd
                    dir="auto"
                    lang={languageAttribute(tag)}
                    className="max-w-prose text-start [overflow-wrap:anywhere]"
                  >
                    {text}
                    {hint !== null && <span className="block text-muted">{hint}</span>}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        )}
        <RuleTopics topics={rule.topics} />
      </div>
    </li>
  );
}
