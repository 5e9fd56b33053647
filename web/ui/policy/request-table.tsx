import { getTranslations } from 'next-intl/server';

/** The requests of one visit in their order; paths are those of Mastodon where each software has its own. */
const requests = [
  { name: 'robots', paths: ['/robots.txt'] },
  { name: 'nodeinfo', paths: ['/.well-known/nodeinfo', '/nodeinfo/2.0'] },
  { name: 'api', paths: ['/api/v2/instance'] },
  { name: 'peers', paths: ['/api/v1/instance/peers'] },
] as const;

/** What is asked for, when, and what for. */
export async function RequestTable() {
  const t = await getTranslations('crawler');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls by itself (WCAG 2.1.1).
    <section aria-label={t('requestsCaption')} tabIndex={0} className="scroll-across">
      <table className="w-full border-collapse text-start">
        <caption className="sr-only">{t('requestsCaption')}</caption>
        <thead>
          <tr className="border-b-2 border-ink">
            {(['path', 'when', 'why'] as const).map((column) => (
              <th key={column} scope="col" className="py-2 pe-6 text-start">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {requests.map(({ name, paths }) => (
            <tr key={name} className="border-b border-line align-top">
              <th scope="row" className="py-3 pe-6 text-start font-normal">
                {paths.map((path) => (
                  <code key={path} dir="ltr" className="block font-mono text-[0.9rem] whitespace-nowrap">
                    {path}
                  </code>
                ))}
                {name === 'api' && <span className="block text-sm text-muted">{t('apiPath')}</span>}
              </th>
              <td className="py-3 pe-6">{t(`requests.${name}.when`)}</td>
              <td className="py-3">{t(`requests.${name}.why`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
