import { getTranslations } from 'next-intl/server';
import type { PublicationManifest } from '../../../db/model/publication.ts';
import { exportSubjects } from '../../../db/model/record-columns.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import { Section } from '../section.tsx';
import { addressOf, Checksums, FileLinks } from './file-links.tsx';

/** The files of the newest day, by what they hold. */
export async function NewestDay({ manifest }: { readonly manifest: PublicationManifest }) {
  const t = await getTranslations('openData');
  const format = await formatter();
  const { day, published_at, revised_at, files } = manifest;
  const instant = (at: string) => format.dateTime(new Date(at), 'instant');
  const note = t('newestNote', { day: format.dateTime(startOfDay(day), 'day'), at: instant(published_at) });
  const data = files.filter(({ subject }) => subject !== null);
  return (
    <Section
      id="newest"
      heading={t('newestHeading')}
      note={
        <>
          <p>{note}</p>
          {revised_at !== null && <p className="mt-2">{t('revised', { at: instant(revised_at) })}</p>}
        </>
      }
    >
      <dl>
        {exportSubjects.map((subject) => {
          const own = data.filter((file) => file.subject === subject);
          const name = t(`subjects.${subject}.name`);
          return (
            <div
              key={subject}
              className="grid gap-x-8 gap-y-1 border-b border-line py-4 first:pt-0 sm:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]"
            >
              <dt>
                <span className="font-display text-lead leading-snug font-bold">{name}</span>
                <span className="figures block text-small text-muted">
                  {own.length > 0 && t('records', { count: own[0]?.rows ?? 0 })}
                </span>
              </dt>
              <dd className="max-w-prose">
                <p>{t(`subjects.${subject}.what`)}</p>
                {own.length === 0 ? (
                  <p className="mt-1 text-muted">{t('withheld')}</p>
                ) : (
                  <FileLinks folder={day} subject={name} files={own} />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="mt-4 flex flex-wrap items-center gap-x-4">
        {t('aboutFiles')}
        {files
          .filter(({ subject }) => subject === null)
          .map((file) => (
            <a
              key={file.path}
              href={addressOf(day, file)}
              className="link inline-flex min-h-9 items-center font-mono text-[0.9rem]"
            >
              {file.path}
            </a>
          ))}
      </p>
      <Checksums files={data} />
    </Section>
  );
}
