import { getLocale, getTranslations } from 'next-intl/server';
import type { FigureName, Provenance } from '../../../db/model/figures.ts';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { formatter } from '../../i18n/formatter.ts';
import { QuarantineLink } from '../method/quarantine-link.tsx';
import { Section } from '../section.tsx';

interface Props {
  readonly instance: InstanceRecord;
  readonly provenance: Readonly<Record<FigureName, Provenance>>;
}

const shownFigures = [
  'users_active_month',
  'users_active_half_year',
  'users_total',
  'local_posts',
  'local_comments',
] as const satisfies readonly FigureName[];

/** Why there is no list of the servers that it knows, as keys of `server.figures`. */
const peersReasons = {
  forbidden: 'peersForbidden',
  'not-published': 'peersUnknown',
  failed: 'peersFailed',
  'not-yet': 'peersNotYet',
} as const;

/** What the server reports of itself, when, and what that means in its software. A figure it does not state says why it is missing; zero is a figure. */
export async function ServerFigures({ instance, provenance }: Props) {
  const t = await getTranslations('server.figures');
  const format = await formatter();
  const reasonOf = (name: FigureName) => {
    const source = provenance[name];
    return source === 'refused' || source === 'invalid' ? t(source) : t('absent');
  };
  const day = format.dateTime(new Date(instance.last_up_at), 'dayShort');
  const reported = t(instance.quarantine === null ? 'reportedOn' : 'reportedUncounted', { day });
  const entries = [
    ...shownFigures.map((name) => ({
      name,
      value: instance[name],
      reason: reasonOf(name),
      source: reported,
    })),
    {
      name: 'peers_count' as const,
      value: instance.peers_count,
      reason: t(peersReasons[instance.peers_unread ?? 'not-yet']),
      source: t('listLength'),
    },
  ];
  return (
    <Section
      id="figures"
      heading={t('heading')}
      note={
        <>
          <p>{t('note', { day: format.dateTime(new Date(instance.last_up_at), 'day') })}</p>
          {instance.quarantine !== null && (
            <p className="mt-2">
              <strong className="text-other">{t('quarantined')}</strong>{' '}
              <QuarantineLink rule={instance.quarantine.rule}>{t('quarantinedWhy')}</QuarantineLink>
            </p>
          )}
        </>
      }
    >
      <dl className="figures grid grid-cols-2 gap-x-8 gap-y-6 sm:grid-cols-3">
        {entries.map(({ name, value, reason, source }) => (
          <div key={name} className="flex flex-col border-t border-line pt-2">
            <dt className="order-2 text-small text-muted">{t(name)}</dt>
            <dd
              className={
                value === null
                  ? 'order-1 text-large leading-[2.4rem] text-muted italic'
                  : 'order-1 font-display text-[clamp(1.5rem,3.4vw,2.25rem)] leading-tight font-bold tracking-tight'
              }
            >
              {value === null ? reason : format.number(value)}
            </dd>
            {value !== null && <dd className="order-3 text-small text-muted">{source}</dd>}
          </div>
        ))}
      </dl>
      <Quirks names={instance.quirks} />
    </Section>
  );
}

/** In what ways these figures do not mean what their names say. */
async function Quirks({ names }: { readonly names: InstanceRecord['quirks'] }) {
  const t = await getTranslations();
  const locale = await getLocale();
  if (names.length === 0) return null;
  return (
    <div className="mt-8 max-w-prose">
      <h3 className="font-text text-body font-bold">{t('server.figures.meaning')}</h3>
      <ul className="mt-1 grid list-disc gap-1 ps-5">
        {names.map((name) => (
          <li key={name}>{t(`quirks.${name}`)}</li>
        ))}
      </ul>
      <p className="mt-2">
        <a href={`/${locale}/method#quirks`} className="link inline-flex min-h-9 items-center">
          {t('server.figures.meaningMore')}
        </a>
      </p>
    </div>
  );
}
