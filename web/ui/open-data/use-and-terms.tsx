import { getTranslations } from 'next-intl/server';
import { dataLicence } from '../../../db/model/data-licence.ts';
import { methodVersion } from '../../../db/model/method-version.ts';
import { exportsFolderName } from '../../../db/model/publication.ts';
import type { Locale } from '../../i18n/locales.ts';
import { CodeBlock } from '../policy/code-block.tsx';
import { Section } from '../section.tsx';
import { examplesOf } from './examples.ts';

const apiPath = '/api/v1/exports';
const promises = ['dated', 'forgotten', 'method'] as const;

interface Props {
  readonly locale: Locale;
  /** With a slash at its end. */
  readonly siteUrl: string;
  /** The newest day, or one to show how it is done. */
  readonly day: string;
}

/** Lines to begin with, under which terms, and what of the files may change. */
export async function UseAndTerms({ locale, siteUrl, day }: Props) {
  const t = await getTranslations('openData');
  return (
    <>
      <Section id="use" heading={t('useHeading')} note={<p>{t('useNote')}</p>}>
        {examplesOf(`${siteUrl}${exportsFolderName}/`, day).map(({ name, text }) => (
          <div key={name} className="mt-6 first:mt-0">
            <h3 className="mb-2 font-text font-bold">{t(`examples.${name}`)}</h3>
            <CodeBlock text={text} />
          </div>
        ))}
        <p className="mt-6 max-w-prose text-muted">
          {t.rich('api', {
            path: apiPath,
            link: (chunks) => (
              <a href={apiPath} className="link text-ink">
                {chunks}
              </a>
            ),
          })}
        </p>
        <p className="mt-2 max-w-prose text-muted">
          {t.rich('reference', {
            link: (chunks) => (
              <a href={`/${locale}/docs/api`} className="link text-ink">
                {chunks}
              </a>
            ),
          })}
        </p>
      </Section>
      <Section id="terms" heading={t('termsHeading')}>
        <p className="max-w-prose text-large">
          {t.rich('licence', {
            link: (chunks) => (
              <a href={dataLicence.url} rel="license" className="link">
                {chunks}
              </a>
            ),
          })}
        </p>
        <p className="mt-4 mb-2">{t('cite')}</p>
        <CodeBlock text={t('citation', { day, method: methodVersion, url: `${siteUrl}${locale}/data` })} />
      </Section>
      <Section id="promises" heading={t('promiseHeading')}>
        <ul className="max-w-prose text-large">
          {promises.map((promise) => (
            <li key={promise} className="border-b border-line py-3 first:pt-0">
              {t(`promises.${promise}`, { method: methodVersion })}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
