import { getTranslations } from 'next-intl/server';
import { EmptyField } from '../empty-field.tsx';

/** Before any server has answered that one could join. */
export async function NobodyToSuggest() {
  const t = await getTranslations('choose.empty');
  return (
    <>
      <h1 className="max-w-[18ch] text-title">{t('heading')}</h1>
      <p className="mt-6 max-w-prose">{t('text')}</p>
      <EmptyField label={t('field')} className="mt-12" />
    </>
  );
}
