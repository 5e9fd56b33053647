import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';

const registries = 'https://www.nro.net/';
const licence = 'https://creativecommons.org/licenses/by/4.0/';
const database = 'https://github.com/sapics/ip-location-db';

/** What the country of a host network means, and whose data says it: their licence asks for the name. */
export async function HostNetworkPart() {
  const t = await getTranslations('method');
  const linkTo = (href: string) => (chunks: ReactNode) => (
    <a href={href} rel="noopener" className="link">
      {chunks}
    </a>
  );
  return (
    <>
      <p className="max-w-prose text-large">{t('network')}</p>
      <p className="mt-5 max-w-prose">
        {t.rich('networkSource', {
          registries: linkTo(registries),
          licence: linkTo(licence),
          database: linkTo(database),
        })}
      </p>
    </>
  );
}
