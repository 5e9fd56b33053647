import type { Metadata } from 'next';
import { permanentRedirect, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type HostName, parseHostName } from '../../../../../db/model/host-name.ts';
import { attempt } from '../../../../data/attempt.ts';
import { readMove, readServer, type ServerData } from '../../../../data/server.ts';
import { getSiteContext } from '../../../../data/site-context.ts';
import { pageLocale } from '../../../../i18n/page-locale.ts';
import { serverFeedLink } from '../../../../ui/feed-links.ts';
import { JsonLd } from '../../../../ui/found/json-ld.tsx';
import { breadcrumbs } from '../../../../ui/found/structured-data.ts';
import { MissingPage, missingPageMetadata } from '../../../../ui/missing-page.tsx';
import { PageFrame } from '../../../../ui/page-frame.tsx';
import { pageMetadata } from '../../../../ui/page-metadata.ts';
import { ServerFacts } from '../../../../ui/server/server-facts.tsx';
import { ServerFigures } from '../../../../ui/server/server-figures.tsx';
import { ServerHead } from '../../../../ui/server/server-head.tsx';
import { ServerHistory } from '../../../../ui/server/server-history.tsx';
import { ServerRules } from '../../../../ui/server/server-rules.tsx';
import { SimilarServers } from '../../../../ui/server/similar-servers.tsx';
import { Unavailable, unavailableMetadata } from '../../../../ui/unavailable.tsx';

type Props = PageProps<'/[locale]/servers/[domain]'>;

/** Title and description; servers that are gone or have moved are not listed by search engines. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const read = await attempt(() => serverOf(params));
  if (!read.ok) return unavailableMetadata();
  const server = read.value;
  if (server === null) return missingPageMetadata();
  const t = await getTranslations('server');
  const { domain, unicode_domain, name, status } = server.instance;
  return pageMetadata({
    locale,
    path: `/servers/${domain}`,
    title: name === null ? t('titleUnnamed', { domain: unicode_domain }) : t('title', { name }),
    description: t('metaDescription', { domain: unicode_domain }),
    isListed: status === 'up' || status === 'failing',
    feeds: [await serverFeedLink(domain)],
  });
}

/** One server: whom it is for, how to join, its rules, its figures, its history, what we know of it, and which are like it. */
export default async function ServerPage({ params }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const read = await attempt(() => serverOf(params));
  if (!read.ok) return <Unavailable path={`/servers/${(await params).domain}`} />;
  const server = read.value;
  if (server === null) return <MissingPage />;
  const { domain, name, unicode_domain } = server.instance;
  const t = await getTranslations();
  return (
    <PageFrame locale={locale} path={`/servers/${domain}`} current={null}>
      <JsonLd
        thing={breadcrumbs({ locale, siteUrl: getSiteContext().environment.siteUrl }, [
          { name: t('site.nav.servers'), path: '/servers' },
          { name: name ?? unicode_domain, path: `/servers/${domain}` },
        ])}
      />
      <ServerHead locale={locale} instance={server.instance} portrait={server.portrait} />
      <ServerRules instance={server.instance} versions={server.ruleVersions} />
      <ServerFigures instance={server.instance} provenance={server.provenance} />
      <ServerHistory locale={locale} domain={domain} history={server.history} />
      <ServerFacts locale={locale} instance={server.instance} portrait={server.portrait} />
      <SimilarServers locale={locale} instance={server.instance} similar={server.similar} />
    </PageFrame>
  );
}

/**
 * The server of the address, or null. Another spelling of its name leads to its own address, and a name that has moved to
 * it leads there as long as it does.
 */
async function serverOf(
  params: Promise<{ readonly locale: string; readonly domain: string }>,
): Promise<ServerData | null> {
  const { locale, domain } = await params;
  const host = readHost(domain);
  const server = host === null ? null : await readServer(host);
  const movedTo = host === null || server !== null ? null : await readMove(host);
  if (movedTo !== null) redirect(`/${locale}/servers/${movedTo}`);
  if (server !== null && decoded(domain) !== host) permanentRedirect(`/${locale}/servers/${host}`);
  return server;
}

function readHost(segment: string): HostName | null {
  const parsed = parseHostName(decoded(segment));
  return parsed.ok ? parsed.value : null;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign: no host name has one.
    return '';
  }
}
