import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import type { Answers } from '../../chooser/answers.ts';
import { canMove } from '../../chooser/moving.ts';
import type { Suggestion } from '../../data/chooser.ts';
import { formatter } from '../../i18n/formatter.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { HostLabel } from '../host-label.tsx';
import { JoinConditions, JoinWay, waysIn } from '../server/join-way.tsx';
import { softwareName } from '../software-name.ts';
import { FitList } from './fit-list.tsx';

interface Props {
  readonly locale: Locale;
  readonly answers: Answers;
  readonly suggestion: Suggestion;
}

/** Languages named in the sentence; the rest is a number. */
const mostNamed = 3;

/** One server that is suggested: who it is for, why, how one gets in, where its rules are. */
export async function SuggestionEntry({ locale, answers, suggestion }: Props) {
  const t = await getTranslations('choose.suggestion');
  const { instance } = suggestion;
  const { domain, unicode_domain, name } = instance;
  const moves = canMove(instance.software);
  return (
    <li className="grid gap-x-10 gap-y-5 border-b-2 border-ink py-7 lg:grid-cols-[minmax(0,1fr)_17rem]">
      <div className="min-w-0">
        <h3 className="text-3xl leading-tight font-bold tracking-tight">
          <bdi className="line-clamp-2 [overflow-wrap:anywhere] [text-align:match-parent]">
            {name ?? unicode_domain}
          </bdi>
        </h3>
        <p className="text-muted">
          <HostLabel unicode={unicode_domain} punycode={domain} />
        </p>
        <p className="mt-3 max-w-prose text-large leading-snug">
          <About locale={locale} suggestion={suggestion} />
        </p>
        {Object.keys(suggestion.fits).length > 0 && (
          <div className="mt-4">
            <h4 className="sr-only">{t('why')}</h4>
            <FitList locale={locale} answers={answers} suggestion={suggestion} />
          </div>
        )}
        <p className="mt-3 flex flex-wrap items-center gap-x-5">
          <Rules locale={locale} instance={instance} />
          <a href={`/${locale}/servers/${domain}`} className="link inline-flex min-h-9 items-center">
            {t('page')}
            <span className="sr-only">
              {' '}
              (<bdi>{unicode_domain}</bdi>)
            </span>
          </a>
        </p>
      </div>
      <div className="min-w-0 lg:border-s lg:border-line lg:ps-6">
        <h4 className="sr-only">{t('joinHeading')}</h4>
        <Joining instance={instance} />
        {moves !== null && <p className="mt-3 text-small text-muted">{t(moves ? 'moves' : 'movesNot')}</p>}
      </div>
    </li>
  );
}

/** Who it is for, made of what it states; what it does not state is not in it. */
async function About({ locale, suggestion: { instance, size } }: Omit<Props, 'answers'>) {
  const t = await getTranslations('choose.suggestion');
  const format = await formatter();
  const { languages, users_active_month, first_seen_at } = instance;
  const named = (languages ?? []).slice(0, mostNamed).map((tag) => languageName(tag, locale));
  const more = (languages?.length ?? 0) - named.length;
  const listed = more > 0 ? [...named, t('moreLanguages', { count: more })] : named;
  return t('about', {
    named: named.length > 0 ? 'yes' : 'no',
    languages: new Intl.ListFormat(locale, { type: 'disjunction' }).format(listed),
    size: size ?? 'unknown',
    people: users_active_month ?? 0,
    software: softwareName(instance.software),
    since: format.dateTime(new Date(first_seen_at), 'monthLong'),
  });
}

async function Rules({
  locale,
  instance,
}: Omit<Props, 'answers' | 'suggestion'> & { readonly instance: InstanceRecord }) {
  const t = await getTranslations('choose.suggestion');
  const { domain, unicode_domain, rules_count } = instance;
  if (rules_count === null || rules_count === 0)
    return <span className="text-muted">{t(rules_count === 0 ? 'noRules' : 'unreadRules')}</span>;
  return (
    <a href={`/${locale}/servers/${domain}#rules`} className="link inline-flex min-h-9 items-center">
      {t('rules', { count: rules_count })}
      <span className="sr-only">
        {' '}
        (<bdi>{unicode_domain}</bdi>)
      </span>
    </a>
  );
}

async function Joining({ instance }: { readonly instance: InstanceRecord }) {
  const t = await getTranslations();
  const { text, ask } = waysIn(instance);
  return (
    <>
      <p className="font-bold">{t(`registrations.${instance.registrations ?? 'unknown'}`)}</p>
      <p className="mt-1 text-[0.9375rem]">{t(`server.join.${text}`)}</p>
      <JoinConditions instance={instance} />
      <JoinWay instance={instance} ask={ask} isMain={false} />
    </>
  );
}
