import { getTranslations } from 'next-intl/server';
import { schemeField, schemes } from './scheme-script.ts';

/** Light, dark, or as the system has it. Without script nobody could keep the choice, so it is not offered; the system's scheme holds. */
export async function SchemeChoice() {
  const t = await getTranslations('site.scheme');
  return (
    // The script shows it before React looks at the page.
    <fieldset hidden suppressHydrationWarning data-choice={schemeField} className="mt-5">
      <legend className="font-bold">{t('label')}</legend>
      <div className="mt-1 flex flex-wrap gap-x-5">
        {schemes.map((scheme) => (
          <label key={scheme} className="inline-flex min-h-target cursor-pointer items-center gap-2">
            <input
              type="radio"
              name={schemeField}
              value={scheme}
              defaultChecked={scheme === 'system'}
              autoComplete="off"
              className="size-6"
            />
            {t(scheme)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
