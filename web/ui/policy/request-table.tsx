import { getTranslations } from 'next-intl/server';
import { formatter } from '../../i18n/formatter.ts';
import { ScrollTable } from '../scroll-table.tsx';
import { softwareName } from '../software-name.ts';
import { policyFacts } from './policy-facts.ts';
import { type AskedDocument, familyRequests } from './requests.ts';

/** The requests of one visit in their order; of those that depend on the software, those of the most common ones. */
const requests: readonly {
  readonly name: 'robots' | 'nodeinfo' | 'nodeinfo2' | 'api' | 'peers' | 'hostmeta';
  readonly paths: readonly string[];
}[] = [
  { name: 'robots', paths: ['/robots.txt'] },
  { name: 'nodeinfo', paths: ['/.well-known/nodeinfo', '/nodeinfo/2.0'] },
  { name: 'nodeinfo2', paths: ['/.well-known/x-nodeinfo2'] },
  { name: 'api', paths: ['/api/v2/instance', 'POST /api/meta'] },
  { name: 'peers', paths: ['/api/v1/instance/peers'] },
  { name: 'hostmeta', paths: ['/.well-known/host-meta'] },
];

/** What is asked for, when, and what for; then the documents of each software. */
export async function RequestTable() {
  const t = await getTranslations('crawler');
  const format = await formatter();
  return (
    <>
      <ScrollTable caption={t('requestsCaption')} columns={[t('path'), t('when'), t('why')]}>
        {requests.map(({ name, paths }) => (
          <tr key={name} className="border-b border-line align-top">
            <th scope="row" className="py-3 pe-6 text-start font-normal">
              {paths.map((path) => (
                <Path key={path} text={path} />
              ))}
              {(name === 'api' || name === 'peers') && (
                <span className="block text-sm text-muted">{t('ofSoftware')}</span>
              )}
            </th>
            <td className="py-3 pe-6">{t(`requests.${name}.when`, policyFacts)}</td>
            <td className="py-3">{t(`requests.${name}.why`)}</td>
          </tr>
        ))}
      </ScrollTable>
      <p className="mt-4 max-w-prose text-muted">{t('postNote')}</p>
      <details className="mt-6 border-y border-line">
        <summary className="min-h-11 py-2.5 font-semibold hover:underline">{t('bySoftware')}</summary>
        <p className="mb-3 max-w-prose">{t('bySoftwareNote', policyFacts)}</p>
        <ScrollTable caption={t('bySoftware')} columns={[t('software'), t('about'), t('peers')]}>
          {familyRequests.map(({ software, about, peers }) => (
            <tr key={software.join(' ')} className="border-b border-line align-top">
              <th scope="row" className="max-w-[18rem] py-3 pe-6 text-start font-normal">
                {format.list(software.map(softwareName))}
              </th>
              <td className="py-3 pe-6">
                <Documents documents={about} />
              </td>
              <td className="py-3">
                {peers.length === 0 ? (
                  <span className="text-muted">{t('none')}</span>
                ) : (
                  <Documents documents={peers} />
                )}
              </td>
            </tr>
          ))}
        </ScrollTable>
      </details>
    </>
  );
}

function Documents({ documents }: { readonly documents: readonly AskedDocument[] }) {
  return documents.map(({ method, path }) => {
    const text = method === 'GET' ? path : `${method} ${path}`;
    return <Path key={text} text={text} />;
  });
}

function Path({ text }: { readonly text: string }) {
  return (
    <code dir="ltr" className="block font-mono text-[0.9rem] whitespace-nowrap">
      {text}
    </code>
  );
}
