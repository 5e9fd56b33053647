import { getTranslations } from 'next-intl/server';
import { monthsFolderName, type PublicationManifest } from '../../../db/model/publication.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import { Section } from '../section.tsx';
import { Checksums, FileLinks } from './file-links.tsx';

/** The snapshots of all days, a file a month, the newest first. */
export async function Months({ manifest }: { readonly manifest: PublicationManifest }) {
  const t = await getTranslations('openData');
  const format = await formatter();
  const day = format.dateTime(startOfDay(manifest.day), 'day');
  const files = manifest.files.toReversed();
  return (
    <Section id="months" heading={t('monthsHeading')} note={<p>{t('monthsNote', { day })}</p>}>
      {files.length === 0 && <p className="text-muted">{t('withheld')}</p>}
      <ul className="grid gap-x-12 sm:grid-cols-2">
        {files.map((file) => {
          const month = file.to === null ? file.path : format.dateTime(startOfDay(file.to), 'month');
          return (
            <li key={file.path} className="flex flex-wrap items-center gap-x-4 border-b border-line py-1.5">
              <span className="me-auto">
                {month}
                <span className="figures ms-2 text-small text-muted">
                  {t('records', { count: file.rows ?? 0 })}
                </span>
              </span>
              <FileLinks folder={monthsFolderName} subject={month} files={[file]} />
            </li>
          );
        })}
      </ul>
      {files.length > 0 && <Checksums files={files} />}
    </Section>
  );
}
