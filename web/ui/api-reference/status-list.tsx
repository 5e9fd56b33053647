import { getTranslations } from 'next-intl/server';
import { richCode } from '../method/rich-code.tsx';

/** Status codes of errors that a reader can do something about. */
const statuses = [400, 404, 405, 429, 503] as const;

/** What each status code of an error means. */
export async function StatusList() {
  const t = await getTranslations('apiReference.errors');
  return (
    <dl className="max-w-prose">
      {statuses.map((status) => (
        <div key={status} className="grid grid-cols-[4rem_minmax(0,1fr)] border-t border-line py-2.5">
          <dt className="figures font-bold">{status}</dt>
          <dd>{t.rich(`statuses.${status}`, { code: richCode })}</dd>
        </div>
      ))}
    </dl>
  );
}
