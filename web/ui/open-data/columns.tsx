import { getTranslations } from 'next-intl/server';
import { exportSubjects, recordColumns } from '../../../db/model/record-columns.ts';
import { FieldRow } from '../field-row.tsx';
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
              {columns.map(({ name: column, kind, isNullable, ...rest }) => {
                const word = t(`kinds.${kind}`);
                return (
                  <FieldRow
                    key={column}
                    name={column}
                    kind={isNullable ? t('orNull', { kind: word }) : word}
                    {...rest}
                  />
                );
              })}
            </dl>
          </details>
        );
      })}
    </Section>
  );
}
