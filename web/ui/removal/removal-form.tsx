import { getTranslations } from 'next-intl/server';
import type { Locale } from '../../i18n/locales.ts';
import type { AskedHost } from '../../params/asked-host.ts';
import { HostField } from '../host-field.tsx';
import { Section } from '../section.tsx';
import type { SubmissionProblem } from './submission-problem.ts';

interface Props {
  readonly locale: Locale;
  readonly asked: AskedHost;
  readonly problem: SubmissionProblem | null;
  /** Whether the page speaks of one server already, and the form is for another. */
  readonly isForAnother: boolean;
  /** False: this site knows no database that takes requests. */
  readonly canWrite: boolean;
}

/** The form that asks for a removal; a plain POST form, answered by a redirect to this page. */
export async function RemovalForm({ locale, asked, problem, isForAnother, canWrite }: Props) {
  const t = await getTranslations('removal');
  return (
    <Section id="form" heading={t(isForAnother ? 'formHeadingAnother' : 'formHeading')}>
      {canWrite ? (
        <form action={`/${locale}/removal/request`} method="post" className="max-w-2xl">
          <HostField
            id="removal-host"
            label={t('label')}
            submit={t('submit')}
            hint={t('hint')}
            value={asked.text}
            problem={problem === null ? null : t(`problems.${problem}`)}
          />
          <p className="mt-4 max-w-prose text-muted">{t('privacy')}</p>
        </form>
      ) : (
        <p className="max-w-prose">{t('noWriting')}</p>
      )}
    </Section>
  );
}
