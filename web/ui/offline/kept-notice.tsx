'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { formats } from '../../i18n/formats.ts';
import type { Locale } from '../../i18n/locales.ts';
import { keptMark } from '../../offline/page-text.ts';

/**
 * Shows what it holds on a page that a browser's worker gave from what it had kept, and nothing on others. A worker
 * needs script, so without script there is nothing to say.
 */
export function KeptNotice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  if (useKeptAt() === null) return null;
  return (
    <aside aria-label={label} className="border-ink border-b-2 bg-surface">
      <div className="wide flex flex-wrap items-baseline gap-x-4 py-2">{children}</div>
    </aside>
  );
}

/** When the page was kept; within {@link KeptNotice}. */
export function KeptDate({ locale }: { readonly locale: Locale }) {
  const keptAt = useKeptAt();
  if (keptAt === null) return null;
  return (
    <time dateTime={keptAt}>
      {new Intl.DateTimeFormat(locale, formats.dateTime.instant).format(new Date(keptAt))}
    </time>
  );
}

/** When the page was kept, as an instant in ISO 8601; null: it comes from the site. */
function useKeptAt(): string | null {
  return useSyncExternalStore(neverChanges, readMark, () => null);
}

const neverChanges = () => () => undefined;

const readMark = () => document.querySelector<HTMLMetaElement>(`meta[name="${keptMark}"]`)?.content ?? null;
