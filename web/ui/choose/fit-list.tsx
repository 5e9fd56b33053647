import { getTranslations } from 'next-intl/server';
import { type Answers, answeredOf, type Question } from '../../chooser/answers.ts';
import type { Fit } from '../../chooser/fit.ts';
import type { Suggestion } from '../../data/chooser.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { softwareName } from '../software-name.ts';
import { answerNames } from './answer-names.ts';

interface Props {
  readonly locale: Locale;
  readonly answers: Answers;
  readonly suggestion: Suggestion;
}

/** Languages and topics named in a reason; a server that names forty of them says no more with all. */
const mostNamed = 5;

/** How a server stands to each answer, in words: what fits, then what does not, then what it does not say. */
export async function FitList({ locale, answers, suggestion }: Props) {
  const t = await getTranslations('choose');
  const reasonOf = await reasons({ locale, answers, suggestion });
  const { fits } = suggestion;
  const order: readonly Fit[] = ['yes', 'no', 'unknown'];
  const rows = order.flatMap((fit) =>
    answeredOf(answers).flatMap((question) => (fits[question] === fit ? [{ question, fit }] : [])),
  );
  return (
    <ul>
      {rows.map(({ question, fit }) => (
        <li key={question} className="grid grid-cols-[1.5rem_minmax(0,1fr)] py-0.5">
          <FitMark fit={fit} />
          <span className="[overflow-wrap:anywhere]">
            <strong className={fit === 'yes' ? '' : 'text-other'}>{t(`fits.${fit}`)}</strong> ·{' '}
            {reasonOf(question, fit)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A function that says of an answer what the server states about it. */
async function reasons({ locale, answers, suggestion: { instance, size } }: Props) {
  const t = await getTranslations('choose');
  const nameOf = await answerNames(locale);
  const { languages, network_country, rule_topics, registrations } = instance;
  const spoken = (languages ?? []).slice(0, mostNamed).map((tag) => languageName(tag, locale));
  return (question: Question, fit: Fit): string => {
    switch (question) {
      case 'languages':
        return t('reasons.languages', { fit, value: new Intl.ListFormat(locale).format(spoken) });
      case 'purposes':
        return t('reasons.purposes', { fit, software: softwareName(instance.software) });
      case 'signUp':
        return t('reasons.signUp', { mode: registrations ?? 'unknown' });
      case 'sizes':
        return t('reasons.sizes', { fit, size: size === null ? '' : t(`sizes.${size}.name`) });
      case 'ruleTopics': {
        const named = answers.ruleTopics?.filter(
          (topic) => fit !== 'no' || !(rule_topics as readonly string[]).includes(topic),
        );
        return t('reasons.ruleTopics', { fit, value: nameOf('ruleTopics', named ?? []) });
      }
      case 'countries':
        return t('reasons.countries', {
          fit,
          value: network_country === null ? '' : nameOf('countries', [network_country]),
        });
    }
  };
}

/** Full, crossed, dotted: said in words beside it. */
function FitMark({ fit }: { readonly fit: Fit }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className="mt-[0.4em] size-3.5">
      <circle
        cx="10"
        cy="10"
        r="8"
        strokeWidth="2.5"
        strokeDasharray={fit === 'unknown' ? '3 3.3' : undefined}
        className={fit === 'yes' ? 'fill-ink stroke-ink' : 'fill-none stroke-other'}
      />
      {fit === 'no' && <path d="M4.5 15.5 15.5 4.5" strokeWidth="2.5" className="stroke-other" />}
    </svg>
  );
}
