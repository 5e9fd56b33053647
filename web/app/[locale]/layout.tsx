import { headers } from 'next/headers';
import { setRequestLocale } from 'next-intl/server';
import { defaultLocale, isLocale, localeDetails } from '../../i18n/locales.ts';
import { nonceHeader } from '../../page-security.ts';
import { schemeScript } from '../../ui/scheme/scheme-script.ts';
import { displayFont, textFont } from '../fonts.ts';
import '../globals.css';

/** Every page asks the census at the moment it is read; what may be reused is decided in web/data. */
export const dynamic = 'force-dynamic';

/** The document around every page: language, direction, typefaces, the scheme that was chosen. */
export default async function DocumentLayout({ children, params }: LayoutProps<'/[locale]'>) {
  const { locale: segment } = await params;
  // An address that begins with no locale of ours still needs a document: its page says 404.
  const locale = isLocale(segment) ? segment : defaultLocale;
  setRequestLocale(locale);
  const nonce = (await headers()).get(nonceHeader) ?? undefined;
  return (
    <html
      lang={locale}
      dir={localeDetails[locale].direction}
      className={`${displayFont.variable} ${textFont.variable}`}
      // The script below says on it which scheme was chosen.
      suppressHydrationWarning
    >
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a text of ours, let through by its nonce. */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: schemeScript }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
