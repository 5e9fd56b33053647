import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import type { Portrait } from '../../data/portrait.ts';
import { formatter } from '../../i18n/formatter.ts';
import { languageAttribute } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { CompareLink } from '../compare/compare-link.tsx';
import { HostLabel } from '../host-label.tsx';
import { SoftwareVersion } from '../software-version.tsx';
import { JoinBox } from './join-box.tsx';
import { portraitSentences } from './portrait-sentences.ts';
import { ServerNotices } from './server-notices.tsx';

interface Props {
  readonly locale: Locale;
  readonly instance: InstanceRecord;
  readonly portrait: Portrait;
}

/** Descriptions of more characters than this are set as running text. */
const longDescription = 500;

/** Name, address, notices, whom it is for, what the server says of itself, and how to join. */
export async function ServerHead({ locale, instance, portrait }: Props) {
  const t = await getTranslations('server');
  const format = await formatter();
  const { domain, unicode_domain, name, description, languages } = instance;
  const { audience, unstated } = await portraitSentences(locale, instance, portrait);
  const language = languages?.length === 1 ? languageAttribute(languages[0]) : undefined;
  return (
    <div className="wide pt-4 lg:pt-8">
      <p>
        <a href={`/${locale}/servers`} className="link inline-flex min-h-9 items-center">
          {t('back')}
        </a>
      </p>
      <h1 className="mt-4 text-[clamp(2.4rem,6.5vw,5rem)] leading-[0.98] font-extrabold tracking-[-0.025em]">
        <bdi className="line-clamp-3 [overflow-wrap:anywhere] [text-align:match-parent]">
          {name ?? unicode_domain}
        </bdi>
      </h1>
      <p className="mt-3 text-large text-muted">
        <HostLabel unicode={unicode_domain} punycode={domain} /> ·{' '}
        <SoftwareVersion software={instance.software} version={instance.version} />
      </p>
      <ServerNotices locale={locale} instance={instance} format={format} />
      <div className="mt-8 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:items-start">
        <div className="grid min-w-0 gap-y-6">
          {audience !== null && (
            <div id="audience" className="max-w-prose">
              <p className="figures text-lead leading-snug font-semibold [overflow-wrap:anywhere]">
                {audience}
              </p>
              {unstated !== null && <p className="mt-1 text-muted">{unstated}</p>}
            </div>
          )}
          {description === null ? (
            <p className="text-muted">{t('noDescription')}</p>
          ) : (
            <p
              dir="auto"
              lang={language}
              className={`max-w-prose text-start whitespace-pre-line [overflow-wrap:anywhere] ${description.length > longDescription ? '' : 'text-large leading-relaxed'}`}
            >
              {description}
            </p>
          )}
          <p>
            <CompareLink locale={locale} domains={[domain]} />
          </p>
        </div>
        <JoinBox instance={instance} />
      </div>
    </div>
  );
}
