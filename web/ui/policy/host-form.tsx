import { getTranslations } from 'next-intl/server';
import type { Locale } from '../../i18n/locales.ts';
import { HostField } from '../host-field.tsx';

interface Props {
  readonly locale: Locale;
  readonly value: string;
  readonly problem: string | null;
}

/** The way to what we did at one host. */
export async function HostForm({ locale, value, problem }: Props) {
  const t = await getTranslations('visits');
  return (
    <form action={`/${locale}/crawler/host`} method="get" className="max-w-2xl">
      <HostField
        id="visits-host"
        label={t('label')}
        submit={t('submit')}
        hint={t('formNote')}
        value={value}
        problem={problem}
      />
    </form>
  );
}
