import { getTranslations } from 'next-intl/server';
import { carriedDays } from '../../../db/queries/counted-days.ts';
import { policyFacts } from '../policy/policy-facts.ts';
import { Definition } from './definition.tsx';

/** Words that our pages use, in the order in which they build on each other. */
const words = [
  'host',
  'server',
  'visit',
  'snapshot',
  'active',
  'observed',
  'carried',
  'partial',
  'known',
  'asked',
  'answered',
  'refused',
  'failed',
  'quarantined',
  'gone',
  'moved',
  'wildcard',
  'class',
  'panel',
  'revised',
] as const;

/** What the words on our pages mean. */
export async function WordList() {
  const t = await getTranslations('method.words');
  const lengths = {
    days: carriedDays,
    gone: policyFacts.goneAfterDays,
    pause: policyFacts.gonePauseDays,
  };
  return (
    <dl>
      {words.map((word) => (
        <Definition key={word} id={word} term={t(`${word}.word`)}>
          {t(`${word}.meaning`, lengths)}
        </Definition>
      ))}
    </dl>
  );
}
