import { getLocale, getTranslations } from 'next-intl/server';
import type { AnnotationRecord } from '../../../db/model/annotations.ts';
import { notedEvents } from '../../../db/model/annotations.ts';
import { changeAnchor, methodChanges } from '../../../db/model/method-changes.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { ChartMark } from '../state/chart-marks.ts';

/** What the numbers on a chart stand for, in the reader's language, each with its day and its source. */
export async function MarkList({ marks }: { readonly marks: readonly ChartMark[] }) {
  const t = await getTranslations('annotations');
  if (marks.length === 0) return null;
  return (
    <details open className="mt-4 border-t border-line">
      <summary className="min-h-11 py-2.5 font-semibold hover:underline">
        {t('heading', { count: marks.length })}
      </summary>
      <ol className="mb-3 grid gap-x-10 gap-y-2 text-[0.9375rem] lg:grid-cols-2">
        {marks.map(({ number, annotation }) => (
          <li key={annotation.id} className="grid grid-cols-[1.6rem_minmax(0,1fr)]">
            <span className="figures font-bold text-muted">{number}</span>
            <Entry annotation={annotation} />
          </li>
        ))}
      </ol>
    </details>
  );
}

async function Entry({ annotation }: { readonly annotation: AnnotationRecord }) {
  const t = await getTranslations('annotations');
  const format = await formatter();
  const { day, last_day, kind, source, source_url } = annotation;
  const dayOf = (text: string) => format.dateTime(startOfDay(text), 'dayShort');
  return (
    <p>
      <span className="figures block text-small text-muted">
        {day === last_day ? dayOf(day) : t('span', { first: dayOf(day), last: dayOf(last_day) })} ·{' '}
        {t(`kinds.${kind}`)}
      </span>
      <Words annotation={annotation} />
      {source !== null && (
        <span className="block text-small text-muted">
          {source_url === null
            ? source
            : t.rich('source', {
                source,
                link: (chunks) => (
                  <a href={source_url} rel="noopener" lang="en" className="link">
                    {chunks}
                  </a>
                ),
              })}
        </span>
      )}
    </p>
  );
}

async function Words({ annotation }: { readonly annotation: AnnotationRecord }) {
  const t = await getTranslations();
  const locale = await getLocale();
  const { id, kind, hours, label } = annotation;
  const change = methodChanges.find((each) => changeAnchor(each.id) === id);
  if (change !== undefined)
    return (
      <a href={`/${locale}/method#${id}`} className="link">
        {t(`methodChanges.names.${change.id}.what`)}
      </a>
    );
  const event = notedEvents.find((each) => each.id === id);
  if (event !== undefined) return t(`annotations.labels.${event.id}`);
  if (kind !== 'outage') return label;
  return hours === null ? t('annotations.noCrawl') : t('annotations.outage', { count: hours });
}
