import { getTranslations } from 'next-intl/server';
import { answeredOf } from '../../chooser/answers.ts';
import { drawSeed, type Suggestion, type SuggestionsData } from '../../data/chooser.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { ChooseQuery } from '../../params/choose-params.ts';
import { mostCompared } from '../../params/compare-params.ts';
import { CompareLink } from '../compare/compare-link.tsx';
import { choosePath } from './choose-links.ts';
import { RelaxLinks } from './relax-links.tsx';
import { SuggestionEntry } from './suggestion-entry.tsx';

interface Props {
  readonly locale: Locale;
  /** With a seed. */
  readonly query: ChooseQuery;
  readonly found: SuggestionsData;
}

/** How many servers fit, a few of them, and the nearest ones where too few do. */
export async function SuggestionList({ locale, query, found }: Props) {
  const t = await getTranslations('choose');
  const isAnswered = answeredOf(query.answers).length > 0;
  const { fitting, suggestions } = found;
  const isFew = found.waysOut.length > 0 || fitting === 0;
  const whole = suggestions.filter(({ fitsAll }) => fitsAll);
  const near = suggestions.filter(({ fitsAll }) => !fitsAll);
  return (
    <>
      <h1 className="figures max-w-[20ch] text-[clamp(2.1rem,5.5vw,3.75rem)] leading-none font-extrabold tracking-[-0.025em]">
        {t(isAnswered ? 'results.fitting' : 'results.any', { count: fitting })}
      </h1>
      {whole.length > 0 && fitting > whole.length && (
        <p className="figures mt-4 max-w-prose">{t('results.some', { shown: whole.length })}</p>
      )}
      {isAnswered && (
        <p className="mt-3 lg:hidden">
          <a href="#answers" className="link inline-flex min-h-9 items-center">
            {t('results.toAnswers')}
          </a>
        </p>
      )}
      {isFew && <RelaxLinks locale={locale} query={query} found={found} />}
      {whole.length > 0 && (
        <section aria-labelledby="whole">
          <h2 id="whole" className="sr-only">
            {t('results.wholeHeading')}
          </h2>
          <Entries locale={locale} query={query} suggestions={whole} />
        </section>
      )}
      {near.length > 0 && (
        <section aria-labelledby="near" className="mt-10">
          <h2 id="near" className="text-2xl font-bold tracking-tight">
            {t('results.nearHeading')}
          </h2>
          <p className="mt-1 max-w-prose text-muted">{t('results.nearNote')}</p>
          <Entries locale={locale} query={query} suggestions={near} />
        </section>
      )}
      {fitting > whole.length && (
        <p className="mt-8">
          <a
            href={`/${locale}${choosePath({ ...query, seed: drawSeed() })}`}
            rel="nofollow"
            className="button-main max-sm:w-full"
          >
            {t('results.again')}
          </a>
        </p>
      )}
      {suggestions.length > 1 && (
        <p className="mt-4">
          <CompareLink
            locale={locale}
            domains={suggestions.slice(0, mostCompared).map(({ instance }) => instance.domain)}
          />
        </p>
      )}
      <p className="mt-4 max-w-prose text-small text-muted">{t('results.share')}</p>
      <p className="mt-4">
        <a href={`/${locale}/servers`} className="link inline-flex min-h-9 items-center">
          {t('results.all')}
        </a>
      </p>
    </>
  );
}

interface EntriesProps extends Pick<Props, 'locale' | 'query'> {
  readonly suggestions: readonly Suggestion[];
}

function Entries({ locale, query, suggestions }: EntriesProps) {
  return (
    <ol className="mt-5 border-t-2 border-ink">
      {suggestions.map((suggestion) => (
        <SuggestionEntry
          key={suggestion.instance.domain}
          locale={locale}
          answers={query.answers}
          suggestion={suggestion}
        />
      ))}
    </ol>
  );
}
