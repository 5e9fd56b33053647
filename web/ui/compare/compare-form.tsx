import { getTranslations } from 'next-intl/server';
import type { Locale } from '../../i18n/locales.ts';
import { comparePath, mostCompared } from '../../params/compare-params.ts';

interface Props {
  readonly locale: Locale;
  /** Those that are compared already, at most `mostCompared`. */
  readonly chosen: readonly { readonly domain: string; readonly unicode_domain: string }[];
}

/** Those that are compared, each to take out, and a field for another one: a plain form whose answer is an address. */
export async function CompareForm({ locale, chosen }: Props) {
  const t = await getTranslations('compare');
  const isFull = chosen.length >= mostCompared;
  return (
    <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2 lg:items-start">
      {chosen.length > 0 && (
        <div className="min-w-0">
          <h2 className="font-text text-body font-bold">{t('chosen')}</h2>
          <ul className="mt-1 border-t border-line">
            {chosen.map(({ domain, unicode_domain }) => (
              <li
                key={domain}
                className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line"
              >
                <a
                  href={`/${locale}/servers/${domain}`}
                  className="link inline-flex min-h-11 min-w-0 items-center"
                >
                  <bdi dir="ltr" className="[overflow-wrap:anywhere]">
                    {unicode_domain}
                  </bdi>
                </a>
                <a
                  href={`/${locale}${comparePath(without(chosen, domain))}`}
                  rel="nofollow"
                  aria-label={t('removeOne', { server: unicode_domain })}
                  className="link inline-flex min-h-11 items-center"
                >
                  {t('remove')}
                </a>
              </li>
            ))}
          </ul>
          <p className="mt-1">
            <a href={`/${locale}/compare`} className="link inline-flex min-h-9 items-center">
              {t('startOver')}
            </a>
          </p>
        </div>
      )}
      {isFull ? (
        <p className="text-muted">{t('full', { count: mostCompared })}</p>
      ) : (
        <form action={`/${locale}/compare`} method="get" className="max-w-2xl min-w-0">
          {chosen.map(({ domain }) => (
            <input key={domain} type="hidden" name="server" value={domain} />
          ))}
          <p id="compare-hint" className="mb-3 text-small text-muted">
            {t('hint')}
          </p>
          <div className="grid gap-4">
            {chosen.length === 0 && <ServerField id="compare-first" label={t('first')} />}
            <ServerField id="compare-next" label={t(chosen.length === 0 ? 'second' : 'add')} />
          </div>
          <button type="submit" className="button-main mt-4 max-sm:w-full sm:min-w-48">
            {t(chosen.length === 0 ? 'submit' : 'submitAdd')}
          </button>
        </form>
      )}
    </div>
  );
}

function ServerField({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <div>
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <input
        id={id}
        type="text"
        name="server"
        dir="ltr"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={300}
        aria-describedby="compare-hint"
        className="mt-1"
      />
    </div>
  );
}

function without(chosen: Props['chosen'], domain: string): readonly string[] {
  return chosen.flatMap((each) => (each.domain === domain ? [] : [each.domain]));
}
