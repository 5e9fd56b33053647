import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { outboundUrl, signUpUrl } from '../outbound-url.ts';

/** How one gets an account here, with the way to it. Leads out of the site. */
export async function JoinBox({ instance }: { readonly instance: InstanceRecord }) {
  const t = await getTranslations();
  const { registrations, status } = instance;
  const isHere = status === 'up' || status === 'failing';
  return (
    <section aria-labelledby="join" className="border-2 border-ink bg-surface p-5 sm:p-6">
      <h2 id="join" className="text-2xl font-bold tracking-tight">
        {t('server.join.heading')}
      </h2>
      {isHere ? (
        <>
          <p className="mt-3 font-bold">{t(`registrations.${registrations ?? 'unknown'}`)}</p>
          <p className="mt-1">{t(`server.join.${registrations ?? 'unknown'}`)}</p>
          <Way instance={instance} />
          <p className="mt-4 text-sm text-muted">{t('server.join.reach')}</p>
        </>
      ) : (
        <p className="mt-3">{t(status === 'moved' ? 'server.join.moved' : 'server.join.gone')}</p>
      )}
    </section>
  );
}

/** The button and where it leads; the bare address when it is none that we link to. */
async function Way({ instance }: { readonly instance: InstanceRecord }) {
  const t = await getTranslations('server.join');
  const { registrations, url, unicode_domain } = instance;
  const ask = registrations === 'open' ? 'signUp' : registrations === 'approval' ? 'apply' : null;
  const href = ask === null ? outboundUrl(url) : signUpUrl(instance);
  const domain = (
    <bdi dir="ltr" className="[overflow-wrap:anywhere]">
      {unicode_domain}
    </bdi>
  );
  if (href === null) return <p className="mt-4 font-bold">{domain}</p>;
  return (
    <p className="mt-4">
      <a
        href={href}
        rel="noopener nofollow"
        className={`${ask === null ? 'button-plain' : 'button-main'} w-full`}
      >
        {t(ask ?? 'visit')}
      </a>
      <span className="mt-1.5 block text-center text-sm text-muted">
        {t.rich('leads', { domain: () => domain })}
      </span>
    </p>
  );
}
