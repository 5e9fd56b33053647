import { rollUpDays } from '../../crawler/census/roll-up.ts';
import { parseInstanceV2 } from '../../crawler/software/mastodon-instance.ts';
import type { HostName } from '../../db/model/host-name.ts';
import { type InstanceDetails, noDetails } from '../../db/model/instance-details.ts';
import type { Rule } from '../../db/model/rules.ts';
import { type UtcDay, utcDayOf } from '../../db/model/utc-day.ts';
import type { InstanceReading, VisitRecord } from '../../db/model/visit-record.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { addHosts } from '../../db/writes/add-hosts.ts';
import { recordVisits } from '../../db/writes/record-visits.ts';
import { naughtyStrings, xssPayloads } from './hostile-texts.ts';
import { failedVisit, figuresOf, hostName, reading, ruleOf, visitOf } from './visit-records.ts';

/** Texts that mean something to what the pages are made with: references of React's own format, messages, patterns, prototypes. */
const ownTexts: readonly string[] = [
  ...['$L1', '$undefined', '$Sreact.fragment', '$@0', '$F1', '$K1', '["$","script",null,{}]', '1:I["x"]'],
  ...['{name}', '<link>{name}</link>', "'{'", '%s %o %c', '$& $1 $`', '__proto__', 'constructor'],
  ...[
    'a\u2028b\u2029c',
    '\u202egnp.exe',
    'one\r\ntwo\rthree\ttab',
    '\u0007\u001b[31mred\u009b0m',
    'e\u0301'.repeat(50),
  ],
  ...[
    'javascript:document.title="run"',
    'data:text/html,<script>document.title="run"</script>',
    '//evil.invalid/',
  ],
];

/** What PostgreSQL takes: no NUL, no lone surrogates. */
const storable = (text: string) => text.toWellFormed().replaceAll('\0', '');

/** Every hostile text there is, each once, as it can be stored: some thirty, and some 900 with the shared data. */
export const hostileTexts: readonly string[] = [
  ...new Set([...ownTexts, ...xssPayloads(), ...naughtyStrings()].map(storable)),
].filter((text) => text.trim() !== '');

/** What becomes of a server that says hostile things. */
export type HostileFate = 'up' | 'quarantined' | 'moved' | 'gone' | 'failing' | 'open';

/** A server that says one hostile text wherever a text can be said. */
export interface HostileServer {
  readonly domain: HostName;
  readonly text: string;
  readonly fate: HostileFate;
}

const fates: readonly HostileFate[] = ['up', 'quarantined', 'moved', 'open', 'gone', 'failing', 'up', 'open'];

/** One server a text: past all parsers, the text stands in every field as it is. */
export const hostileServers: readonly HostileServer[] = hostileTexts.map((text, index) => ({
  domain: hostName(`p${index}.hostile.social`),
  text,
  fate: fates[index % fates.length] ?? 'up',
}));

/** One server a text, which has said it in every field of Mastodon's document: what our parsers leave of it is kept. */
export const parsedServers: readonly Pick<HostileServer, 'domain' | 'text'>[] = hostileTexts.map(
  (text, index) => ({ domain: hostName(`m${index}.hostile.social`), text }),
);

const rulesAtOnce = 200;
/** Servers whose lists of rules are nothing but hostile texts, every one of them changed once. */
export const ruleListServers: readonly { readonly domain: HostName; readonly texts: readonly string[] }[] =
  Array.from({ length: Math.ceil(hostileTexts.length / rulesAtOnce) }, (_, index) => ({
    domain: hostName(`r${index}.hostile.social`),
    texts: hostileTexts.slice(index * rulesAtOnce, (index + 1) * rulesAtOnce),
  }));

const days = ['2026-11-20', '2026-11-21'] as readonly string[] as readonly [UtcDay, UtcDay];

/** Fills a migrated, empty database with all of these servers, through the census's own writes. Takes some seconds with the shared data. */
export async function fillHostileCensus(db: CensusDatabase): Promise<void> {
  const all = [...hostileServers, ...parsedServers, ...ruleListServers].map(({ domain }) => domain);
  await addHosts(db, all, { source: 'seed', at: new Date(`${days[0]}T00:00:00Z`) });
  for (const [index, day] of days.entries()) {
    const isFirst = index === 0;
    const visits = [
      ...hostileServers.map((server) => visitOfHostile(server, day, isFirst)),
      ...(isFirst
        ? parsedServers.map(({ domain, text }) =>
            visitOf(domain, `${day}T09:00:00Z`, { instance: asParsed(text) }),
          )
        : []),
      ...ruleListServers.map(({ domain, texts }) =>
        visitOf(domain, `${day}T10:00:00Z`, {
          instance: reading({
            name: domain,
            rules: texts.map((text) => ruleOf(isFirst ? `${text}, once` : text)),
          }),
        }),
      ),
    ];
    await db.transaction().execute((trx) => recordVisits(trx, visits));
  }
  await quarantine(db);
  await rollUpDays(db, days, new Date(`${days[1]}T12:00:00Z`));
}

function visitOfHostile({ domain, text, fate }: HostileServer, day: UtcDay, isFirst: boolean): VisitRecord {
  const at = `${day}T08:00:00Z`;
  // Everybody has answered once: before that there is nothing to show.
  if (isFirst || !['moved', 'gone', 'failing'].includes(fate))
    return visitOf(domain, at, { instance: asWritten(text, { isFirst, isOpen: fate === 'open' }) });
  if (fate === 'moved')
    return visitOf(domain, at, {
      ...{ outcome: 'moved', status: 'moved', instance: null, detail: text },
      // As no parser would let it through.
      movedTo: text as HostName,
    });
  return failedVisit(domain, at, { status: fate === 'gone' ? 'gone' : 'failing', detail: text });
}

/** Longer names of a software do not fit its index. */
const longestSoftware = 500;

function asWritten(
  text: string,
  { isFirst, isOpen }: { readonly isFirst: boolean; readonly isOpen: boolean },
): InstanceReading {
  return reading({
    software: text.slice(0, longestSoftware).toWellFormed(),
    version: text.slice(0, longestSoftware).toWellFormed(),
    name: text,
    description: text,
    languages: isOpen ? ['en'] : [text, 'en'],
    registrations: isOpen ? 'open' : 'approval',
    accountDomain: text as HostName,
    notes: [{ path: text, reason: text }],
    details: detailsOf(text),
    rules: isFirst ? rulesBefore(text) : rulesAfter(text),
    figures: figuresOf({
      users_total: 40,
      users_active_month: 9,
      users_active_half_year: 20,
      local_posts: 900,
    }),
  });
}

const detailsOf = (text: string): InstanceDetails => ({
  ...noDetails,
  reason_required: true,
  minimum_age: 16,
  sign_up_message: text,
  contact_email: text,
  sign_up_url: text,
  contact_url: `javascript:${text}`,
  icon_url: text,
  thumbnail_url: `https://thumbnails.hostile.social/${text}`,
  source_url: `data:text/html,${text}`,
  terms_url: `https://terms.hostile.social/${text}`,
  privacy_url: text,
});

/** So that the page shows one rule reworded, one annotated, one removed and one added. */
const rulesBefore = (text: string): readonly Rule[] => [
  { ...ruleOf(`Be kind to others here, ${text}, always`), hint: text },
  { ...ruleOf('Describe your pictures for all'), hint: `${text} and more`, translations: {} },
  ruleOf(`${text} is only here for a day`),
];
const rulesAfter = (text: string): readonly Rule[] => [
  { ...ruleOf(`Be kind to others here, ${text}, every day`), hint: text },
  {
    ...ruleOf('Describe your pictures for all'),
    ...{ hint: text, language: text },
    translations: { fr: { text, hint: text }, [text]: { text, hint: text } },
  },
  ruleOf(text),
];

function asParsed(text: string): InstanceReading {
  const { name, description, languages, registrations, rules, details, accountDomain, notes } =
    parseInstanceV2({
      domain: text,
      title: text,
      description: text,
      source_url: text,
      languages: [text, 'en'],
      icon: [{ src: text, size: text }],
      thumbnail: { url: text },
      configuration: {
        urls: { terms_of_service: text, privacy_policy: `https://terms.hostile.social/${text}` },
      },
      registrations: { enabled: false, message: text, url: text },
      contact: {
        email: text,
        account: { url: `javascript:${text}`, username: text, display_name: text, note: text },
      },
      rules: [
        {
          id: text,
          text,
          hint: text,
          translations: { fr: { text, hint: text }, [text]: { text, hint: text } },
        },
      ],
    });
  return reading({
    ...{ name, description, languages, registrations, details, accountDomain },
    notes: notes ?? [],
    rules: rules.kind === 'read' ? rules.rules : null,
  });
}

async function quarantine(db: CensusDatabase): Promise<void> {
  const hosts = await db.selectFrom('host').select(['host_id', 'name']).execute();
  const idOf = new Map(hosts.map((host) => [host.name, host.host_id]));
  const found = hostileServers.filter(({ fate }) => fate === 'quarantined');
  await db
    .insertInto('quarantine_finding')
    .values(
      found.map(({ domain, text }, index) => ({
        host_id: idOf.get(domain) ?? 0,
        // A later release may find by a rule that this one has no words for.
        rule: index % 2 === 0 ? 'month-above-total' : text,
        from_day: utcDayOf(new Date(`${days[0]}T00:00:00Z`)),
        to_day: null,
        detail: text,
      })),
    )
    .execute();
}
