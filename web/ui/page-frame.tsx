import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { getSiteContext } from '../data/site-context.ts';
import type { Locale } from '../i18n/locales.ts';
import { CopyNotice } from './offline/copy-notice.tsx';
import { SiteFooter } from './site-footer.tsx';
import { SiteHeader } from './site-header.tsx';

/** The pages that the main navigation names. */
export type Destination = 'home' | 'choose' | 'servers' | 'rules' | 'growth' | 'method';

interface Props {
  readonly locale: Locale;
  /** Path and query below the locale, for the same page in another language; empty for the home page. */
  readonly path: string;
  /** Which entry of the navigation is this page, if any. */
  readonly current: Destination | null;
  readonly children: ReactNode;
}

/** Everything around a page's content: skip link, marks of simulated data and of a kept copy, header, main landmark, footer. */
export async function PageFrame({ locale, path, current, children }: Props) {
  const t = await getTranslations('site');
  return (
    <>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:start-4 focus:top-3 focus:z-10 focus:bg-ink focus:px-4 focus:py-2 focus:font-bold focus:text-ground"
      >
        {t('skip')}
      </a>
      {getSiteContext().environment.simulated && <SimulatedMark />}
      <CopyNotice locale={locale} />
      <SiteHeader locale={locale} path={path} current={current} />
      <main id="content" tabIndex={-1} className="outline-none">
        {children}
      </main>
      <SiteFooter locale={locale} />
    </>
  );
}

async function SimulatedMark() {
  const t = await getTranslations('site.simulated');
  return (
    <aside
      aria-label={t('mark')}
      className="bg-ink text-ground print:border-b print:bg-transparent print:text-ink"
    >
      <p className="wide flex flex-wrap items-baseline gap-x-3 py-2 text-sm">
        <strong className="before:me-2 before:inline-block before:size-2.5 before:rounded-full before:border-2 before:border-current before:content-['']">
          {t('mark')}
        </strong>
        <span>{t('text')}</span>
      </p>
    </aside>
  );
}
