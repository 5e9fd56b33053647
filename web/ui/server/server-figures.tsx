import { getTranslations } from 'next-intl/server';
import type { FigureName, Provenance } from '../../../db/model/figures.ts';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { formatter } from '../../i18n/formatter.ts';
import { Section } from '../section.tsx';

interface Props {
  readonly instance: InstanceRecord;
  readonly provenance: Readonly<Record<FigureName, Provenance>>;
}

const shown = [
  'users_active_month',
  'users_active_half_year',
  'users_total',
  'local_posts',
  'local_comments',
] as const satisfies readonly FigureName[];

/** What the server reports of itself. A figure it does not state says why it is missing; zero is a figure. */
export async function ServerFigures({ instance, provenance }: Props) {
  const t = await getTranslations('server.figures');
  const format = await formatter();
  const reasonOf = (name: FigureName) => {
    const source = provenance[name];
    return source === 'refused' || source === 'invalid' ? t(source) : t('absent');
  };
  const entries = [
    ...shown.map((name) => ({ name, value: instance[name], reason: reasonOf(name) })),
    { name: 'peers_count' as const, value: instance.peers_count, reason: t('peersUnknown') },
  ];
  return (
    <Section
      id="figures"
      heading={t('heading')}
      note={
        <>
          <p>{t('note', { day: format.dateTime(new Date(instance.last_up_at), 'day') })}</p>
          {instance.quarantine !== null && <p className="mt-2 font-bold text-other">{t('quarantined')}</p>}
        </>
      }
    >
      <dl className="figures grid grid-cols-2 gap-x-8 gap-y-6 sm:grid-cols-3">
        {entries.map(({ name, value, reason }) => (
          <div key={name} className="flex flex-col border-t border-line pt-2">
            <dt className="order-2 text-sm text-muted">{t(name)}</dt>
            <dd
              className={
                value === null
                  ? 'order-1 text-lg leading-[2.4rem] text-muted italic'
                  : 'order-1 font-display text-[clamp(1.5rem,3.4vw,2.25rem)] leading-tight font-bold tracking-tight'
              }
            >
              {value === null ? reason : format.number(value)}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
