import { getFormatter, getTranslations } from 'next-intl/server';
import type { HostName } from '../../db/model/host-name.ts';
import { startOfDay } from '../i18n/formats.ts';
import { type Locale, localeDetails } from '../i18n/locales.ts';
import { createRateLimit } from '../limits/rate-limit.ts';
import { drawableText } from '../pictures/drawable-text.ts';
import type { Picture } from '../pictures/picture.ts';
import { type PictureSubject, parsePictureName, titledPages } from '../pictures/picture-path.ts';
import { readHome } from './home.ts';
import { readServer } from './server.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** What a picture was asked for and not drawn for: there is none of that name, or too many have been drawn lately. */
export type PictureRefusal = 'missing' | 'too-many';

/** A PNG of some 60 kilobytes each. */
const pictures = createShortCache<Uint8Array | null>({ timeToLiveMs: 600_000, maxEntries: 100 });
/** Drawing takes some 50 ms of the processor: as many in a minute as leave it to the pages. */
const drawing = createRateLimit({
  ...{ perClient: 240, windowMs: 60_000, maxClients: 1 },
  now: () => performance.now(),
});

class TooManyPicturesError extends Error {
  override readonly name = 'TooManyPicturesError';
}

/**
 * The picture of a page as PNG.
 *
 * @param name as in its address: `home`, or `servers/` and a host name.
 */
export async function readPicture(locale: Locale, name: string): Promise<Uint8Array | PictureRefusal> {
  const subject = parsePictureName(name);
  if (subject === null) return 'missing';
  try {
    const png = await pictures.get(`${locale}/${name}`, async () => {
      const content = await pictureOf(locale, subject);
      if (content === null) return null;
      if (!drawing.take('all').passes) throw new TooManyPicturesError();
      return getSiteContext().drawPicture(content);
    });
    return png ?? 'missing';
  } catch (error) {
    if (error instanceof TooManyPicturesError) return 'too-many';
    throw error;
  }
}

async function pictureOf(locale: Locale, subject: PictureSubject): Promise<Picture | null> {
  const content =
    subject.kind === 'page'
      ? await totals(locale, subject.page)
      : await figuresOfServer(locale, subject.host);
  return content === null ? null : { locale, direction: localeDetails[locale].direction, ...content };
}

type Content = Omit<Picture, 'locale' | 'direction'>;

async function totals(locale: Locale, page: keyof typeof titledPages): Promise<Content> {
  const t = await getTranslations({ locale });
  const title = t(titledPages[page]);
  const format = await getFormatter({ locale });
  const { newest } = await readHome();
  const { siteUrl } = getSiteContext().environment;
  const site = new URL(siteUrl).host;
  if (newest === null) return { title, figures: [], foot: site };
  const servers = newest.servers_observed + newest.servers_carried;
  return {
    title,
    figures: [
      {
        value: format.number(newest.users_active_month),
        label: t('picture.people', { count: newest.users_active_month }),
      },
      { value: format.number(servers), label: t('picture.servers', { count: servers }) },
    ],
    foot: t('picture.asOf', { day: format.dateTime(startOfDay(newest.day), 'day'), site }),
  };
}

async function figuresOfServer(locale: Locale, host: HostName): Promise<Content | null> {
  const t = await getTranslations({ locale });
  const format = await getFormatter({ locale });
  const server = await readServer(host);
  if (server === null) return null;
  const { instance } = server;
  const { users_active_month: people, rules_count: rules, quarantine } = instance;
  const address = drawableText(instance.unicode_domain) ?? instance.domain;
  const name = instance.name === null ? null : drawableText(instance.name);
  return {
    title: name ?? address,
    ...(name === null ? {} : { subtitle: address }),
    figures: [
      // A figure that is not counted is not told, either.
      ...(people === null || quarantine !== null
        ? []
        : [{ value: format.number(people), label: t('picture.people', { count: people }) }]),
      ...(rules === null
        ? []
        : [{ value: format.number(rules), label: t('picture.rules', { count: rules }) }]),
    ],
    foot: t('picture.asOf', {
      day: format.dateTime(new Date(instance.last_up_at), 'day'),
      site: new URL(getSiteContext().environment.siteUrl).host,
    }),
  };
}
