import { getTranslations } from 'next-intl/server';

/** Where the values of a figure can be taken from, and where they come from. */
export async function FigureFoot({
  csvHref,
  source,
}: {
  readonly csvHref: string;
  /** A whole sentence. */
  readonly source: string;
}) {
  const t = await getTranslations('chart');
  return (
    <p className="mt-3 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-small text-muted">
      <a href={csvHref} className="link inline-flex min-h-6 items-center" download>
        {t('csv')}
      </a>
      <span>{source}</span>
    </p>
  );
}
