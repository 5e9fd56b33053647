import { type HostName, parseHostName } from '../../db/model/host-name.ts';
import type { Locale } from '../i18n/locales.ts';

/** Width and height in pixels, as Open Graph's readers show them whole. */
export const pictureSize = { width: 1200, height: 630 } as const;

/** Pages that have a picture with their own title and the newest totals, with the key of the title; the others have that of the home page. */
export const titledPages = {
  home: 'site.tagline',
  choose: 'choose.title',
  servers: 'directory.title',
  rules: 'rulesPage.title',
  'first-steps': 'firstSteps.title',
  growth: 'growthPage.title',
  data: 'openData.title',
} as const;

/** What a picture is of. */
export type PictureSubject =
  | { readonly kind: 'page'; readonly page: keyof typeof titledPages }
  | { readonly kind: 'server'; readonly host: HostName };

/**
 * The address of the picture of a page.
 *
 * @param path of the page below the locale, with a slash before it and without a query; empty for the home page.
 */
export function picturePath(locale: Locale, path: string): string {
  const name = path.slice(1);
  return `/pictures/${locale}/${parsePictureName(name) === null ? 'home' : name}.png`;
}

/** What the picture of a name (`growth`, `servers/a.net`) is of; null: there is none of that name. */
export function parsePictureName(name: string): PictureSubject | null {
  if (Object.hasOwn(titledPages, name)) return { kind: 'page', page: name as keyof typeof titledPages };
  const [folder, segment, ...more] = name.split('/');
  const host = folder === 'servers' && more.length === 0 ? parseHostName(segment) : null;
  // Spelt as it is kept: one picture a server, whatever is asked for.
  return host?.ok === true && host.value === segment ? { kind: 'server', host: host.value } : null;
}
