import { getTranslations } from 'next-intl/server';

/** An address with what its two parts are. `example.org` belongs to nobody (RFC 2606). */
export async function AccountAddress() {
  const t = await getTranslations('firstSteps.address');
  return (
    <figure className="border-y border-line py-4">
      <dl dir="ltr" className="flex flex-wrap gap-x-1 font-display text-3xl font-bold">
        <div>
          <dd className="leading-tight">
            <code className="font-display">@ada</code>
          </dd>
          <dt className="max-w-[16ch] border-t-4 border-count-fill pt-1 font-text text-small font-normal">
            <span dir="auto">{t('name')}</span>
          </dt>
        </div>
        <div>
          <dd className="leading-tight">
            <code className="font-display">@example.org</code>
          </dd>
          <dt className="max-w-[24ch] border-t-4 border-other-fill pt-1 font-text text-small font-normal">
            <span dir="auto">{t('server')}</span>
          </dt>
        </div>
      </dl>
      <figcaption className="sr-only">{t('caption')}</figcaption>
    </figure>
  );
}
