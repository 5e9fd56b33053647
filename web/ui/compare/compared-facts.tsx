import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { ComparedServer } from '../../data/compare.ts';
import { formatter } from '../../i18n/formatter.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { countryOf } from '../server/country-of.ts';
import { JoinConditions } from '../server/join-way.tsx';
import { portraitSentences } from '../server/portrait-sentences.ts';
import { SoftwareVersion } from '../software-version.tsx';
import { CompareTable } from './compare-table.tsx';
import { RulesState } from './rules-state.tsx';

interface Props {
  readonly locale: Locale;
  readonly servers: readonly ComparedServer[];
  /** Their names, as a list in the reader's language. */
  readonly names: string;
}

/** Everything but the rules, a row a fact. */
export async function ComparedFacts({ locale, servers, names }: Props) {
  const t = await getTranslations('compare');
  const uptime = await getTranslations('server.uptime');
  const cells = await Promise.all(servers.map((server) => factsOf(locale, server)));
  return (
    <>
      <CompareTable
        caption={t('factsCaption', { servers: names })}
        rowTitle={t('fact')}
        columns={servers.map(({ instance }) => instance)}
        rows={rowNames.map((name) => ({
          id: name,
          name: t(`rows.${name}`),
          cells: cells.map((facts) => ({ content: facts[name], isShort: name !== 'about' })),
        }))}
      />
      <p className="mt-4 max-w-prose text-small text-muted">
        {uptime('gaps')}{' '}
        <a href={`/${locale}/method#releases`} className="link text-ink">
          {t('releasesMore')}
        </a>
      </p>
    </>
  );
}

const rowNames = [
  'about',
  'signUp',
  'languages',
  'size',
  'rules',
  'uptime',
  'age',
  'software',
  'network',
  'status',
] as const;

async function factsOf(
  locale: Locale,
  server: ComparedServer,
): Promise<Readonly<Record<(typeof rowNames)[number], ReactNode>>> {
  const t = await getTranslations();
  const format = await formatter();
  const { instance, portrait } = server;
  const { audience, release, uptime, age } = await portraitSentences(locale, instance, portrait);
  const missing = (text: string) => <span className="text-muted italic">{text}</span>;
  const unstated = missing(t('compare.unstated'));
  const country = countryOf(instance);
  const dayOf = (instant: string) => format.dateTime(new Date(instant), 'dayShort');
  const { languages, status, users_active_month } = instance;
  return {
    about: (
      <>
        <p>{audience ?? t('compare.nobody')}</p>
        <a href={`/${locale}/servers/${instance.domain}`} className="link inline-flex min-h-9 items-center">
          {t('compare.gotoPage')}
          <span className="sr-only">
            {' '}
            (<bdi>{instance.unicode_domain}</bdi>)
          </span>
        </a>
      </>
    ),
    signUp: <SignUp instance={instance} />,
    languages:
      languages === null || languages.length === 0
        ? unstated
        : new Intl.ListFormat(locale).format(languages.map((tag) => languageName(tag, locale))),
    size:
      users_active_month === null ? (
        unstated
      ) : (
        <>
          <p className="figures">{t('compare.people', { people: users_active_month })}</p>
          <p className="text-muted">
            {portrait.size === null ? t('compare.uncounted') : t(`choose.sizes.${portrait.size}.name`)}
          </p>
        </>
      ),
    rules: <RulesState locale={locale} server={server} />,
    uptime: uptime.map((sentence) => <p key={sentence}>{sentence}</p>),
    age,
    software: (
      <>
        <p className="font-semibold">
          <SoftwareVersion software={instance.software} version={instance.version} />
        </p>
        <p>{release}</p>
      </>
    ),
    network:
      country === null
        ? missing(t('compare.networkUnknown'))
        : new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }).of(country),
    status: t(`compare.status.${status}`, {
      day: dayOf(instance.last_up_at),
      visited: dayOf(instance.last_visit_at),
    }),
  };
}

/** How one gets an account, or why nobody does. */
async function SignUp({ instance }: Pick<ComparedServer, 'instance'>) {
  const t = await getTranslations();
  const { status, unattended_since } = instance;
  if (status === 'gone' || status === 'moved') return t(`server.join.${status}`);
  if (unattended_since !== null) return t('server.join.unattended');
  if (instance.class === 'relay' || instance.class === 'bridge') return t(`server.join.${instance.class}`);
  return (
    <>
      <p>{t(`registrations.${instance.registrations ?? 'unknown'}`)}</p>
      <JoinConditions instance={instance} />
    </>
  );
}
