import { getLocale, getTranslations } from 'next-intl/server';
import { changeAnchor, methodChanges } from '../../../db/model/method-changes.ts';
import { methodVersion } from '../../../db/model/method-version.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import { Definition } from './definition.tsx';

/** Every change of method, the newest first: when, what, which figures, to what effect; and how a number is cited. */
export async function ChangeList() {
  const t = await getTranslations('methodChanges');
  const locale = await getLocale();
  const format = await formatter();
  return (
    <>
      <p className="max-w-prose text-large">{t('intro')}</p>
      <dl className="mt-6">
        {methodChanges.map(({ id, day, figures }) => (
          <Definition
            key={id}
            id={changeAnchor(id)}
            term={<time dateTime={day}>{format.dateTime(startOfDay(day), 'day')}</time>}
          >
            <strong>{t(`names.${id}.what`)}</strong>
            <span className="mt-1 block">{t(`names.${id}.effect`)}</span>
            <span className="mt-1 block text-small text-muted">
              {figures.length === 0 ? (
                t('noFigures')
              ) : (
                <>
                  {t('figures')}{' '}
                  <code dir="ltr" className="font-mono text-[0.95em] [overflow-wrap:anywhere]">
                    {figures.join(', ')}
                  </code>
                </>
              )}
            </span>
          </Definition>
        ))}
      </dl>
      <p className="mt-6 max-w-prose">
        {t.rich('cite', {
          version: methodVersion,
          link: (chunks) => (
            <a href={`/${locale}/data#terms`} className="link">
              {chunks}
            </a>
          ),
        })}
      </p>
    </>
  );
}
