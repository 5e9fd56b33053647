'use client';

import { useParams } from 'next/navigation';
import { defaultLocale, isLocale } from '../../i18n/locales.ts';
import { errorTexts } from '../../ui/error-texts.ts';

interface Props {
  readonly retry: () => void;
}

/** A page that could not be made. Runs in the browser, so its few texts come along with it. */
export default function ErrorPage({ retry }: Props) {
  const { locale: segment } = useParams<{ locale?: string }>();
  const locale = segment !== undefined && isLocale(segment) ? segment : defaultLocale;
  const { heading, text, retry: retryText, home } = errorTexts[locale];
  return (
    <main id="content" className="wide pt-10 lg:pt-20">
      <title>{heading}</title>
      <h1 className="max-w-[16ch] text-title">{heading}</h1>
      <p className="mt-6 max-w-prose">{text}</p>
      <p className="mt-6 flex flex-wrap gap-3">
        <button type="button" onClick={() => retry()} className="button-main">
          {retryText}
        </button>
        <a href={`/${locale}`} className="button-plain">
          {home}
        </a>
      </p>
    </main>
  );
}
