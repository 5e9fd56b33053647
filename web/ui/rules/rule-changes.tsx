import { getLocale, getTranslations } from 'next-intl/server';
import type { RuleInSet } from '../../../db/queries/rule-sets.ts';
import { formatter } from '../../i18n/formatter.ts';
import { languageName } from '../../i18n/language-name.ts';
import { ChangedText } from './changed-text.tsx';
import { FoldedText } from './folded-text.tsx';
import type { RuleEvent, ShownChange, TranslationChange } from './rule-events.ts';

/** Newest events that stand open; those before them are in a fold. */
const shownEvents = 3;
/** Longer rules, in UTF-16 code units, are folded after their beginning. */
const longRule = 400;

interface Props {
  /** The newest first. */
  readonly events: readonly RuleEvent[];
  /** Where all of them are, when there were more than the events tell; null: these are all. */
  readonly allHref: string | null;
}

/** What happened to a server's rules, day by day, the newest first. */
export async function RuleChanges({ events, allHref }: Props) {
  const t = await getTranslations('rules.changes');
  const older = events.slice(shownEvents);
  return (
    <div className="mt-12">
      <h3 className="text-2xl leading-tight font-bold tracking-tight">{t('heading')}</h3>
      <p className="mt-1 max-w-prose text-muted">{t('note')}</p>
      <EventList events={events.slice(0, shownEvents)} />
      {older.length > 0 && (
        <details className="border-b border-line">
          <summary className="min-h-11 py-2.5 font-semibold hover:underline">
            {t('older', { count: older.length })}
          </summary>
          <EventList events={older} />
        </details>
      )}
      {allHref !== null && (
        <p className="mt-3 max-w-prose">
          {t.rich('cut', {
            link: (chunks) => (
              <a href={allHref} className="link">
                {chunks}
              </a>
            ),
          })}
        </p>
      )}
    </div>
  );
}

function EventList({ events }: { readonly events: readonly RuleEvent[] }) {
  return (
    <ol className="mt-4">
      {events.map((event) => (
        <li key={`${event.at} ${event.kind}`} className="border-t border-line py-4">
          <Event event={event} />
        </li>
      ))}
    </ol>
  );
}

async function Event({ event }: { readonly event: RuleEvent }) {
  const t = await getTranslations('rules.changes');
  const format = await formatter();
  return (
    <>
      <h4 className="font-text font-bold">
        <time dateTime={event.at}>{format.dateTime(new Date(event.at), 'day')}</time>
      </h4>
      {event.kind === 'first' && <p className="mt-1">{t('first', { count: event.rules })}</p>}
      {event.kind === 'ended' && <p className="mt-1">{t('ended')}</p>}
      {event.kind === 'changed' && event.changes.length === 0 && <p className="mt-1">{t('returned')}</p>}
      {event.kind === 'changed' && event.changes.length > 0 && (
        <ul className="mt-2 grid gap-4">
          {event.changes.map((change) => (
            <li key={keyOf(change)} className="grid gap-x-6 gap-y-0.5 sm:grid-cols-[9rem_minmax(0,1fr)]">
              <Change change={change} />
            </li>
          ))}
        </ul>
      )}
      {event.kind === 'changed' && event.more > 0 && (
        <p className="mt-3">{t('more', { count: event.more })}</p>
      )}
    </>
  );
}

async function Change({ change }: { readonly change: ShownChange }) {
  const t = await getTranslations('rules.changes');
  const label = <p className="text-small leading-[1.7] text-muted">{t(`kinds.${change.kind}`)}</p>;
  if (change.kind === 'added' || change.kind === 'removed') {
    const rule = change.kind === 'added' ? change.after : change.before;
    return (
      <>
        {label}
        <div className={`min-w-0 ${change.kind === 'removed' ? 'text-muted' : ''}`}>
          <RuleText rule={rule} />
          {rule.hint !== null && (
            <div className="mt-1 text-muted">
              <FoldedText text={rule.hint} language={rule.language} maxLength={longRule} />
            </div>
          )}
        </div>
      </>
    );
  }
  const { before, after } = change;
  return (
    <>
      {label}
      <div className="min-w-0">
        {change.kind === 'reworded' ? (
          <ChangedText
            before={before.text}
            after={after.text}
            parts={change.text}
            language={after.language}
          />
        ) : (
          <RuleText rule={after} />
        )}
        {change.kind === 'moved' ? (
          <p className="mt-0.5 text-muted">{t('places', { from: before.position, to: after.position })}</p>
        ) : (
          <Beside change={change} before={before} after={after} />
        )}
      </div>
    </>
  );
}

interface BesideProps {
  readonly change: ShownChange;
  readonly before: RuleInSet;
  readonly after: RuleInSet;
}

/** What changed beside the text of a rule: its hint, its translations. */
async function Beside({ change, before, after }: BesideProps) {
  const t = await getTranslations('rules.changes');
  return (
    <>
      {before.hint !== after.hint && (
        <div className="mt-2">
          <p className="text-small text-muted">
            {t(before.hint === null ? 'hintAdded' : after.hint === null ? 'hintRemoved' : 'hintReworded')}
          </p>
          {before.hint !== null && after.hint !== null ? (
            <ChangedText
              before={before.hint}
              after={after.hint}
              parts={change.hint}
              language={after.language}
            />
          ) : (
            <FoldedText
              text={after.hint ?? before.hint ?? ''}
              language={after.language}
              maxLength={longRule}
            />
          )}
        </div>
      )}
      {change.translations.map((translation) => (
        <Translation key={translation.language} translation={translation} />
      ))}
    </>
  );
}

async function Translation({ translation }: { readonly translation: TranslationChange }) {
  const t = await getTranslations('rules.changes');
  const locale = await getLocale();
  const { language, before, after, parts } = translation;
  const kind = before === null ? 'added' : after === null ? 'removed' : 'reworded';
  return (
    <div className="mt-2">
      <p className="text-small text-muted">
        {t(`translation.${kind}`, { language: languageName(language, locale) })}
      </p>
      {before !== null && after !== null ? (
        <ChangedText before={before} after={after} parts={parts} language={language} />
      ) : (
        <FoldedText text={after ?? before ?? ''} language={language} maxLength={longRule} />
      )}
    </div>
  );
}

async function RuleText({ rule }: { readonly rule: RuleInSet }) {
  const t = await getTranslations('rules.documents');
  return (
    <>
      {rule.document !== null && <p className="font-bold">{t(rule.document)}</p>}
      <FoldedText text={rule.text} language={rule.language} maxLength={longRule} />
    </>
  );
}

function keyOf(change: ShownChange): string {
  const before = change.kind === 'added' ? '' : change.before.position;
  const after = change.kind === 'removed' ? '' : change.after.position;
  return `${before} ${after}`;
}
