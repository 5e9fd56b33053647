import { type Locale, localeDetails } from '../i18n/locales.ts';
import { schemeColours } from '../scheme-colours.ts';

/** Pictures of the app, below the site's root; `test/e2e/app-icons.ts` draws those in pixels from the first. */
export const appIcons = [
  { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
  { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
  { src: '/icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
  { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
] as const;

/** The texts of {@link webAppManifest}. */
export interface ManifestTexts {
  readonly name: string;
  readonly tagline: string;
  readonly description: string;
  readonly choose: string;
  readonly servers: string;
}

/**
 * What a browser needs to install the site as an app (Web Application Manifest, W3C). Each language is an app of its own:
 * one that was installed in French stays French, whatever page is read in it.
 */
export function webAppManifest(locale: Locale, texts: ManifestTexts) {
  const start = `/${locale}`;
  return {
    id: start,
    name: `${texts.name}: ${texts.tagline}`,
    short_name: texts.name,
    description: texts.description,
    lang: locale,
    dir: localeDetails[locale].direction,
    start_url: start,
    scope: '/',
    display: 'standalone',
    // One colour for both schemes is all that the format knows; pages name both.
    theme_color: schemeColours.light.ground,
    background_color: schemeColours.light.ground,
    icons: appIcons,
    shortcuts: [
      { name: texts.choose, url: `${start}/choose` },
      { name: texts.servers, url: `${start}/servers` },
    ],
  } as const;
}
