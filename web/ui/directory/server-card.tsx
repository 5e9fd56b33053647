import type { InstanceRecord } from '../../../db/model/records.ts';
import { cutText } from '../../../db/model/text.ts';
import { languageAttribute } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { QuarantineLink } from '../method/quarantine-link.tsx';
import { compareFormId } from './compare-chosen.tsx';
import { isMemberless, type ServerWords } from './server-words.ts';
import './server-card.css';

interface Props {
  readonly locale: Locale;
  readonly words: ServerWords;
  readonly instance: InstanceRecord;
}

/** More than this of a name or description is on the server's own page; a list of 24 must not be a megabyte. */
const shownLength = { name: 80, description: 100 } as const;

/** Active users from which a dot is one step larger: areas that can still be told apart. */
const dotSteps = [1, 10, 100, 1_000, 10_000] as const;

/** One server in the list: who it is, what it says of itself, how one gets in, how many people, which rules, since when. */
export function ServerCard({ locale, words, instance }: Props) {
  const { domain, unicode_domain, name, description, quarantine } = instance;
  const about = words.about(instance);
  const active = words.active(instance);
  const topics = words.topics(instance);
  return (
    <li className={dotOf(instance)}>
      <h3>
        <a href={`/${locale}/servers/${domain}`} dir="auto">
          {cutText(name ?? unicode_domain, shownLength.name)}
        </a>
      </h3>
      <p>
        <bdi>{unicode_domain}</bdi>
        {` · ${about.plain}`}
        {about.amiss !== null && <strong>{` · ${about.amiss}`}</strong>}
      </p>
      {description !== null && (
        <p dir="auto" {...languageOf(instance)}>
          {cutText(description, shownLength.description)}
        </p>
      )}
      <p>
        <b>{words.signUp(instance)}</b>
        {active === null ? null : ` · ${active}`}
        {quarantine !== null && (
          <>
            {' · '}
            <QuarantineLink rule={quarantine.rule}>{words.notCounted}</QuarantineLink>
          </>
        )}
        <br />
        {`${words.languages(instance)} · ${words.rules(instance)}`}
      </p>
      {topics.length > 0 && (
        <ul>
          {topics.map((topic, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they never move, and a key is sent along.
            <li key={index}>{topic}</li>
          ))}
        </ul>
      )}
      <p>{words.record(instance)}</p>
      <label>
        <input
          type="checkbox"
          name="server"
          value={domain}
          form={compareFormId}
          aria-label={words.pickOne(name ?? unicode_domain)}
        />
        {words.pick}
      </label>
    </li>
  );
}

/** The description's language is known when the server names just one. */
function languageOf({ languages }: InstanceRecord): { readonly lang?: string } {
  const lang = languages?.length === 1 ? languageAttribute(languages[0]) : undefined;
  return lang === undefined ? {} : { lang };
}

/** The server as a dot, as on the home page: a ring where it does not answer, or nobody knows how many people are active. */
function dotOf(instance: InstanceRecord): string {
  const { status, quarantine, users_active_month: users } = instance;
  if (status !== 'up' || quarantine !== null || users === null || isMemberless(instance)) return 'd';
  return `d${dotSteps.filter((from) => users >= from).length}`;
}
