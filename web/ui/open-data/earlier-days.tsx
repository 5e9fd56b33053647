import { getTranslations } from 'next-intl/server';
import { exportsFolderName, type PublicationManifest } from '../../../db/model/publication.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import { Section } from '../section.tsx';

/** Days before the newest, each by the file that lists all of its files. */
export async function EarlierDays({ days }: { readonly days: readonly PublicationManifest[] }) {
  const t = await getTranslations('openData');
  const format = await formatter();
  return (
    <Section id="earlier" heading={t('earlierHeading')} note={<p>{t('earlierNote')}</p>}>
      {days.length === 0 ? (
        <p>{t('earlierNone')}</p>
      ) : (
        <ul className="flex flex-wrap gap-x-6">
          {days.map(({ day }) => (
            <li key={day}>
              <a
                href={`/${exportsFolderName}/${day}/datapackage.json`}
                className="link figures inline-flex min-h-9 items-center"
              >
                <time dateTime={day}>{format.dateTime(startOfDay(day), 'dayShort')}</time>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
