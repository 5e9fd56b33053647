import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { dataLicence } from '../../../db/model/data-licence.ts';
import { methodVersion } from '../../../db/model/method-version.ts';
import type { Locale } from '../../i18n/locales.ts';
import { richCode } from '../method/rich-code.tsx';
import { CodeBlock } from '../policy/code-block.tsx';
import { conditionalSample, wholeListSample } from './code-samples.ts';
import { Sample } from './sample.tsx';
import { StatusList } from './status-list.tsx';

/** What holds for every address, in the order in which a newcomer asks. */
export const proseSections = [
  'begin',
  'values',
  'lists',
  'errors',
  'caching',
  'limits',
  'formats',
  'promise',
] as const;

/** One of {@link proseSections}. */
export type ProseSection = (typeof proseSections)[number];

/** Paragraphs of each section, by the names of their messages. */
const paragraphs = {
  begin: ['begin.base', 'begin.description', 'begin.files', 'begin.licence'],
  values: ['values.null', 'values.days', 'values.names', 'values.partial', 'values.unknown'],
  lists: ['lists.shape', 'lists.follow', 'lists.cursor', 'lists.steady'],
  errors: ['errors.shape', 'errors.unknown'],
  caching: ['caching.etag', 'caching.age'],
  // How many requests are allowed is a setting of each site and not said here: every answer says it.
  limits: ['limits.headers', 'limits.over', 'limits.setting'],
  formats: ['formats.whole', 'formats.columns'],
  promise: ['promise.additive', 'promise.removal', 'promise.major', 'promise.method'],
} as const satisfies Readonly<Record<ProseSection, readonly string[]>>;

const descriptionPath = '/api/v1/openapi.json';

interface Props {
  readonly section: ProseSection;
  readonly locale: Locale;
  /** Without a slash at the end. */
  readonly origin: string;
  /** A problem as the API answers it. */
  readonly problem: object;
  /** Today in UTC, YYYY-MM-DD, for the citation. */
  readonly day: string;
}

/** A section that explains what all addresses have in common, with lines to try. */
export async function Prose({ section, locale, origin, problem, day }: Props) {
  const t = await getTranslations('apiReference');
  const ofData = await getTranslations('openData');
  const linkTo = (href: string, rel?: string) => (chunks: ReactNode) => (
    <a href={href} rel={rel} className="link">
      {chunks}
    </a>
  );
  const parts = {
    code: richCode,
    openapi: linkTo(descriptionPath),
    data: linkTo(`/${locale}/data`),
    method: linkTo(`/${locale}/method#changes`),
    feed: linkTo('/feeds/method-changes.atom'),
    licence: linkTo(dataLicence.url, 'license'),
    rfc9457: linkTo('https://www.rfc-editor.org/rfc/rfc9457'),
    rfc9745: linkTo('https://www.rfc-editor.org/rfc/rfc9745'),
    rfc8594: linkTo('https://www.rfc-editor.org/rfc/rfc8594'),
    base: `${origin}/api/v1`,
    descriptionPath,
    setting: 'FEDICENSUS_RATE_LIMIT',
  };
  const citation = ofData('citation', { day, method: methodVersion, url: `${origin}/${locale}/data` });
  const below: Partial<Record<ProseSection, ReactNode>> = {
    begin: <CodeBlock text={citation} />,
    lists: <Sample sample={wholeListSample(origin)} about={t('lists.example')} />,
    errors: (
      <>
        <StatusList />
        <p className="mt-8 mb-2">{t.rich('errors.example', parts)}</p>
        <CodeBlock text={JSON.stringify(problem, null, 2)} />
      </>
    ),
    caching: <Sample sample={conditionalSample(origin)} about={t('caching.example')} />,
  };
  return (
    <>
      <div className="grid max-w-prose gap-4 text-large">
        {paragraphs[section].map((name) => (
          <p key={name}>{t.rich(name, parts)}</p>
        ))}
      </div>
      {below[section] !== undefined && <div className="mt-6">{below[section]}</div>}
    </>
  );
}
