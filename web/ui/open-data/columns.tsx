import { getTranslations } from 'next-intl/server';
import { exportSubjects, type RecordColumn, recordColumns } from '../../../db/model/record-columns.ts';
import { Section } from '../section.tsx';

/** What every column means, a fold a subject; from the schema that checks the records. */
export async function Columns() {
  const t = await getTranslations('openData');
  return (
    <Section id="columns" heading={t('columnsHeading')} note={<p>{t('columnsNote')}</p>}>
      {exportSubjects.map((subject) => {
        const columns = recordColumns(subject);
        const name = t(`subjects.${subject}.name`);
        return (
          <details key={subject} className="border-b border-line">
            <summary className="min-h-11 py-2.5 font-semibold hover:underline">
              {t('columnCount', { name, count: columns.length })}
            </summary>
            <dl className="pt-1 pb-6">
              {columns.map((column) => (
                <Column key={column.name} column={column} />
              ))}
            </dl>
          </details>
        );
      })}
    </Section>
  );
}

async function Column({ column }: { readonly column: RecordColumn }) {
  const t = await getTranslations('openData');
  const kind = t(`kinds.${column.kind}`);
  return (
    <div className="grid gap-x-8 gap-y-0.5 border-t border-line py-2.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]">
      <dt>
        <code className="font-mono text-[0.9rem] [overflow-wrap:anywhere]">{column.name}</code>
        <span className="block text-sm text-muted">{column.isNullable ? t('orNull', { kind }) : kind}</span>
      </dt>
      <dd className="max-w-prose" lang="en">
        {column.description}
        {column.values !== null && (
          <span className="block font-mono text-sm text-muted [overflow-wrap:anywhere]">
            {column.values.join(' · ')}
          </span>
        )}
      </dd>
    </div>
  );
}
