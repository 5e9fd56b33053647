import { getTranslations } from 'next-intl/server';
import { isLocale } from '../../../i18n/locales.ts';
import { webAppManifest } from '../../../offline/manifest.ts';

type Context = RouteContext<'/[locale]/manifest.webmanifest'>;

/** Made when it is asked for: texts depend on the settings of the site. */
export const dynamic = 'force-dynamic';

/** What a browser needs to install the site as an app, in the language of the address. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { locale } = await params;
  if (!isLocale(locale)) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
  const site = await getTranslations({ locale, namespace: 'site' });
  const shortcuts = await getTranslations({ locale, namespace: 'offline.shortcuts' });
  const manifest = webAppManifest(locale, {
    name: site('name'),
    tagline: site('tagline'),
    description: site('description'),
    choose: shortcuts('choose'),
    servers: shortcuts('servers'),
  });
  return Response.json(manifest, {
    headers: {
      'content-type': 'application/manifest+json; charset=utf-8',
      'cache-control': 'public, max-age=3600',
    },
  });
}
