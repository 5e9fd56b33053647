import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { canMove } from '../../chooser/moving.ts';
import { FoldedText } from '../rules/folded-text.tsx';
import { JoinConditions, JoinWay, waysIn } from './join-way.tsx';

interface Props {
  readonly instance: InstanceRecord;
}

/** Longer messages, in UTF-16 code units, are folded after their beginning. */
const longMessage = 500;

/** How one gets an account here, with the way to it. Leads out of the site. */
export async function JoinBox({ instance }: Props) {
  const t = await getTranslations('server.join');
  return (
    <section aria-labelledby="join" className="border-2 border-ink bg-surface p-5 sm:p-6">
      <h2 id="join" className="text-2xl font-bold tracking-tight">
        {t('heading')}
      </h2>
      <Answer instance={instance} />
    </section>
  );
}

async function Answer({ instance }: Props) {
  const t = await getTranslations();
  const { status, unattended_since } = instance;
  const registrations = instance.registrations ?? 'unknown';
  if (status === 'gone' || status === 'moved') return <p className="mt-3">{t(`server.join.${status}`)}</p>;
  if (unattended_since !== null) return <p className="mt-3 font-bold">{t('server.join.unattended')}</p>;
  if (instance.class === 'relay' || instance.class === 'bridge')
    return (
      <>
        <p className="mt-3">{t(`server.join.${instance.class}`)}</p>
        <JoinWay instance={instance} ask={null} />
      </>
    );
  const { text, ask } = waysIn(instance);
  const moves = canMove(instance.software);
  return (
    <>
      <p className="mt-3 font-bold">{t(`registrations.${registrations}`)}</p>
      <p className="mt-1">{t(`server.join.${text}`)}</p>
      <JoinConditions instance={instance} />
      <OwnWords instance={instance} />
      <JoinWay instance={instance} ask={ask} />
      <div className="mt-4 text-small text-muted">
        <p>{t('server.join.reach')}</p>
        {moves !== null && <p>{t(moves ? 'choose.suggestion.moves' : 'choose.suggestion.movesNot')}</p>}
      </div>
    </>
  );
}

/** What the server tells those who cannot sign up at once. */
async function OwnWords({ instance }: Props) {
  const t = await getTranslations('server.join');
  const { sign_up_message, languages } = instance;
  if (sign_up_message === null) return null;
  return (
    <div className="mt-4 border-s-4 border-line ps-4">
      <p className="text-small text-muted">{t('ownWords')}</p>
      <blockquote className="mt-0.5">
        <FoldedText
          text={sign_up_message}
          language={languages?.length === 1 ? (languages[0] ?? null) : null}
          maxLength={longMessage}
        />
      </blockquote>
    </div>
  );
}
