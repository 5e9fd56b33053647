import { getLocale, getTranslations } from 'next-intl/server';
import { quirkNames } from '../../../db/model/quirks.ts';
import type { SoftwareByQuirk } from '../../data/method.ts';
import { softwareName } from '../software-name.ts';

interface Props {
  /** Null while the database cannot tell. */
  readonly software: SoftwareByQuirk | null;
}

/** Names of software that stand beside a quirk; there are more for some. */
const maxNames = 8;

/**
 * Every way in which figures do not mean what their names say, in the sentence that a server's page has for it, with the
 * software at which it holds now.
 */
export async function QuirkList({ software }: Props) {
  const t = await getTranslations();
  const list = new Intl.ListFormat(await getLocale(), { type: 'conjunction' });
  const namesOf = (quirk: (typeof quirkNames)[number]) => {
    const held = software?.get(quirk) ?? [];
    const shown = held
      .slice(0, maxNames)
      .map((each) => t('directory.withCount', { name: softwareName(each.software), count: each.instances }));
    const more = held.length - shown.length;
    return list.format(more === 0 ? shown : [...shown, t('method.quirkMore', { count: more })]);
  };
  return (
    <>
      <p className="max-w-prose text-large">{t('method.quirks')}</p>
      <ul className="mt-3 grid gap-x-12 sm:grid-cols-2">
        {quirkNames.map((quirk) => (
          <li key={quirk} className="border-b border-line py-3">
            {t(`quirks.${quirk}`)}
            {software?.has(quirk) === true && (
              <span className="figures mt-1 block text-small text-muted">
                {t('method.quirkSoftware', { list: namesOf(quirk) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
