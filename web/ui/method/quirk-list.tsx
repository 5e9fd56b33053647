import { getTranslations } from 'next-intl/server';
import { quirkNames } from '../../../db/model/quirks.ts';

/** Every way in which figures do not mean what their names say, in the sentence that a server's page has for it. */
export async function QuirkList() {
  const t = await getTranslations();
  return (
    <>
      <p className="max-w-prose text-lg">{t('method.quirks')}</p>
      <ul className="mt-3 grid gap-x-12 sm:grid-cols-2">
        {quirkNames.map((name) => (
          <li key={name} className="border-b border-line py-3">
            {t(`quirks.${name}`)}
          </li>
        ))}
      </ul>
    </>
  );
}
