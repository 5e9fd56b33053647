import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { setRequestLocale } from 'next-intl/server';
import { getSiteContext } from '../../data/site-context.ts';
import { defaultLocale, isLocale, localeDetails } from '../../i18n/locales.ts';
import { nonceHeader } from '../../page-security.ts';
import { schemeColours } from '../../scheme-colours.ts';
import { offlineScript } from '../../ui/offline/offline-script.ts';
import { schemeScript } from '../../ui/scheme/scheme-script.ts';
import { displayFont, textFont } from '../fonts.ts';
import '../globals.css';

/** Every page asks the census at the moment it is read; what may be reused is decided in web/data. */
export const dynamic = 'force-dynamic';

/** The browser's own frame has the colour of the page. */
export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: schemeColours.light.ground },
    { media: '(prefers-color-scheme: dark)', color: schemeColours.dark.ground },
  ],
};

/** What every page says of the site as an app. */
export async function generateMetadata({ params }: LayoutProps<'/[locale]'>): Promise<Metadata> {
  const { locale } = await params;
  return { manifest: `/${isLocale(locale) ? locale : defaultLocale}/manifest.webmanifest` };
}

/** The document around every page: language, direction, typefaces, the scheme that was chosen, and what it takes to be read offline. */
export default async function DocumentLayout({ children, params }: LayoutProps<'/[locale]'>) {
  const { locale: segment } = await params;
  // An address that begins with no locale of ours still needs a document: its page says 404.
  const locale = isLocale(segment) ? segment : defaultLocale;
  setRequestLocale(locale);
  const nonce = (await headers()).get(nonceHeader) ?? undefined;
  const offline = offlineScript(getSiteContext().environment.keepsPages);
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
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a text of ours, let through by its nonce. */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: offline }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
