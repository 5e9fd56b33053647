import { setRequestLocale } from 'next-intl/server';
import { defaultLocale, isLocale, localeDetails } from '../../i18n/locales.ts';
import { displayFont, textFont } from '../fonts.ts';
import '../globals.css';

/** Every page asks the census at the moment it is read; what may be reused is decided in web/data. */
export const dynamic = 'force-dynamic';

/** The document around every page: language, direction, typefaces. */
export default async function DocumentLayout({ children, params }: LayoutProps<'/[locale]'>) {
  const { locale: segment } = await params;
  // An address that begins with no locale of ours still needs a document: its page says 404.
  const locale = isLocale(segment) ? segment : defaultLocale;
  setRequestLocale(locale);
  return (
    <html
      lang={locale}
      dir={localeDetails[locale].direction}
      className={`${displayFont.variable} ${textFont.variable}`}
    >
      <body>{children}</body>
    </html>
  );
}
