import type { useTranslations } from 'next-intl';
import type { HealthData } from '../../data/health.ts';
import { formatDuration, msSince } from '../../i18n/duration.ts';
import type { SiteFormatter } from '../../i18n/formatter.ts';

/** How the crawl stands, in one or two sentences. */
export function stateSentence(
  { state, readAt, lastVisitAt, living }: HealthData,
  { t, format }: { readonly t: ReturnType<typeof useTranslations<'health'>>; readonly format: SiteFormatter },
): string {
  const since = (at: Date | null) => formatDuration(format, at === null ? 0 : msSince(at, readAt));
  switch (state) {
    case 'behind':
      return t('states.behind', { due: since(living.oldestDueAt) });
    case 'idle':
      return t('states.idle', { quiet: since(lastVisitAt) });
    case 'stopped':
      return t('states.stopped', { quiet: since(lastVisitAt) });
    default:
      return t(`states.${state}`);
  }
}
