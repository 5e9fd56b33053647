import { getTranslations } from 'next-intl/server';
import { isLocale } from '../../../i18n/locales.ts';
import { keptDays, keptPagesLimit } from '../../../offline/kept-pages.ts';
import { offlinePage } from '../../../offline/offline-page.ts';
import { contentSecurityPolicy, createNonce } from '../../../page-security.ts';

type Context = RouteContext<'/[locale]/offline'>;

/** Made when it is asked for: it has a nonce. */
export const dynamic = 'force-dynamic';

/** The page about kept pages, as a browser's worker keeps it to stand in for pages that it has no copy of. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { locale } = await params;
  if (!isLocale(locale)) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
  const t = await getTranslations({ locale, namespace: 'offline.page' });
  const site = await getTranslations({ locale, namespace: 'site' });
  const nonce = createNonce();
  const page = offlinePage({
    ...{ locale, nonce },
    texts: {
      name: site('name'),
      title: t('title'),
      heading: t('heading'),
      unreached: t('unreached'),
      explanation: t('explanation', { days: keptDays, pages: keptPagesLimit }),
      privacy: t('privacy'),
      listHeading: t('listHeading'),
      none: t('none'),
      retry: t('retry'),
      home: t('home'),
    },
  });
  return new Response(page, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(nonce),
      'cache-control': 'no-store',
    },
  });
}
