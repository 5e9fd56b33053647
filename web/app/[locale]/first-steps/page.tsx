import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { attempt } from '../../../data/attempt.ts';
import { type FirstStepsData, readFirstSteps } from '../../../data/first-steps.ts';
import { startOfDay } from '../../../i18n/formats.ts';
import { formatter } from '../../../i18n/formatter.ts';
import type { Locale } from '../../../i18n/locales.ts';
import { pageLocale } from '../../../i18n/page-locale.ts';
import { AccountAddress } from '../../../ui/first-steps/account-address.tsx';
import { MovingTable } from '../../../ui/first-steps/moving-table.tsx';
import { sources } from '../../../ui/first-steps/sources.ts';
import { OwnFigure, Step } from '../../../ui/first-steps/step.tsx';
import { WaysToJoin } from '../../../ui/first-steps/ways-to-join.tsx';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { pageMetadata } from '../../../ui/page-metadata.ts';
import { Section } from '../../../ui/section.tsx';
import { Unavailable } from '../../../ui/unavailable.tsx';

type Props = PageProps<'/[locale]/first-steps'>;

/** Title and description. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  if (locale === null) return missingPageMetadata();
  const t = await getTranslations('firstSteps');
  return pageMetadata({ locale, path: '/first-steps', title: t('title'), description: t('description') });
}

/** What the fediverse is, for people who have never been there: five parts, each with its sources, then the ways on. */
export default async function FirstStepsPage({ params }: Props) {
  const locale = await pageLocale(params);
  if (locale === null) return <MissingPage />;
  const read = await attempt(readFirstSteps);
  if (!read.ok) return <Unavailable path="/first-steps" />;
  const t = await getTranslations('firstSteps');
  return (
    <PageFrame locale={locale} path="/first-steps" current={null}>
      <PageHead heading={t('heading')} lead={t('lead')} />
      <WhatItIs figures={read.value} />
      <WhatAServerIs figures={read.value} />
      <WhatRulesMean locale={locale} figures={read.value} />
      <HowOneJoins locale={locale} figures={read.value} />
      <HowOneMoves />
      <WaysOn locale={locale} />
    </PageFrame>
  );
}

interface PartProps {
  readonly figures: FirstStepsData;
}

async function WhatItIs({ figures: { newest } }: PartProps) {
  const t = await getTranslations('firstSteps.what');
  const format = await formatter();
  return (
    <Step id="what" heading={t('heading')} drawing="network" caption={t('caption')} sources={sources.what}>
      <p>{t('likeMail')}</p>
      <p>{t('language')}</p>
      {newest !== null && (
        <OwnFigure>
          {t('counted', {
            servers: newest.servers_observed + newest.servers_carried,
            people: newest.users_active_month_observed + newest.users_active_month_carried,
            day: format.dateTime(startOfDay(newest.day), 'day'),
          })}
        </OwnFigure>
      )}
    </Step>
  );
}

async function WhatAServerIs({ figures: { newest, size } }: PartProps) {
  const t = await getTranslations('firstSteps.server');
  const { median, largestShare } = size;
  return (
    <Step id="server" heading={t('heading')} drawing="server" caption={t('caption')} sources={sources.server}>
      <p>{t('address')}</p>
      <AccountAddress />
      <p>{t('keepers')}</p>
      {newest !== null && median !== null && largestShare !== null && (
        <OwnFigure>{t('sizes', { median, share: largestShare })}</OwnFigure>
      )}
    </Step>
  );
}

async function WhatRulesMean({ locale, figures: { rules } }: PartProps & { readonly locale: Locale }) {
  const t = await getTranslations('firstSteps.rules');
  return (
    <Step id="rules" heading={t('heading')} drawing="rules" caption={t('caption')} sources={sources.rules}>
      <p>{t('own')}</p>
      <p>{t('reach')}</p>
      <p>{t('promises')}</p>
      {rules.rules > 0 && (
        <OwnFigure>
          {t('counted', { rules: rules.rules, servers: rules.instances })}{' '}
          <a href={`/${locale}/rules`} className="link inline-flex min-h-7 items-center">
            {t('read')}
          </a>
        </OwnFigure>
      )}
    </Step>
  );
}

async function HowOneJoins({ locale, figures }: PartProps & { readonly locale: Locale }) {
  const t = await getTranslations('firstSteps.joining');
  return (
    <Step
      id="joining"
      heading={t('heading')}
      drawing="joining"
      caption={t('caption')}
      sources={sources.joining}
    >
      <p>{t('intro')}</p>
      <WaysToJoin locale={locale} counts={figures.registrations} />
    </Step>
  );
}

async function HowOneMoves() {
  const t = await getTranslations('firstSteps.moving');
  return (
    <Step id="moving" heading={t('heading')} drawing="moving" caption={t('drawing')} sources={sources.moving}>
      <p>{t('later')}</p>
      <p>{t('limits')}</p>
      <p>{t('bySoftware')}</p>
      <MovingTable />
    </Step>
  );
}

async function WaysOn({ locale }: { readonly locale: Locale }) {
  const t = await getTranslations('firstSteps.on');
  return (
    <Section id="on" heading={t('heading')}>
      <p className="max-w-prose text-large">{t('text')}</p>
      <ul className="mt-5 flex flex-wrap gap-3">
        <li className="max-sm:w-full">
          <a href={`/${locale}/choose`} className="button-main max-sm:w-full">
            {t('choose')}
          </a>
        </li>
        <li className="max-sm:w-full">
          <a href={`/${locale}/servers`} className="button-plain max-sm:w-full">
            {t('servers')}
          </a>
        </li>
        <li className="max-sm:w-full">
          <a href={`/${locale}/rules`} className="button-plain max-sm:w-full">
            {t('rules')}
          </a>
        </li>
      </ul>
    </Section>
  );
}
