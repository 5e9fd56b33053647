import type { HostNetwork } from '../../db/model/host-network.ts';
import type { InstanceClass } from '../../db/model/instance-class.ts';
import type { InstanceDetails } from '../../db/model/instance-details.ts';
import type { QuirkName } from '../../db/model/quirks.ts';
import type { Rule } from '../../db/model/rules.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import type { InstanceReading } from '../../db/model/visit-record.ts';
import { ruleOf } from './visit-records.ts';

/** A server that does not exist, with what it would say on every day. */
export interface InventedServer {
  readonly domain: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly software: string;
  readonly version: string | null;
  readonly languages: readonly string[] | null;
  readonly registrations: RegistrationMode | null;
  /** Users active in a month at the end of the span; null: states no figure at all. */
  readonly active: number | null;
  readonly rules: readonly Rule[] | null;
  /** The rules before those, each up to a share of the span; the oldest first. */
  readonly ruleHistory?: readonly { readonly until: number; readonly rules: readonly Rule[] }[];
  /** The share of the span up to which the rules can be read. */
  readonly rulesReadUntil?: number;
  /** Why they cannot be read, where they cannot. Default: not offered. */
  readonly rulesUnread?: NonNullable<InstanceReading['rulesUnread']>;
  /** Default: a community. */
  readonly class?: InstanceClass;
  readonly quirks?: readonly QuirkName[];
  readonly details?: Partial<InstanceDetails>;
  readonly accountDomain?: string;
  /** Default: its network is not known. */
  readonly network?: HostNetwork;
  /** The share of the span up to which it answers. */
  readonly answersUntil?: number;
  /** Found at this share of the whole span. @default 0 */
  readonly answersFrom?: number;
  readonly movedTo?: string;
}

const firstParts = [
  'Alder',
  'Bracken',
  'Cinder',
  'Dusk',
  'Ember',
  'Fallow',
  'Gannet',
  'Heron',
  'Inkwell',
  'Juniper',
  'Kestrel',
  'Lantern',
  'Marrow',
  'Nettle',
  'Orchard',
  'Plover',
  'Quill',
  'Rook',
  'Sable',
  'Thistle',
  'Umber',
  'Vesper',
  'Willow',
  'Yarrow',
  'Zephyr',
] as const;
const lastParts = [
  'holt',
  'mere',
  'tarn',
  'wick',
  'fen',
  'garth',
  'combe',
  'ness',
  'thorpe',
  'dale',
  'moor',
  'stead',
  'beck',
  'haven',
  'ford',
  'ridge',
  'strand',
] as const;
const suffixes = ['social', 'town', 'cafe', 'club', 'net', 'garden', 'org', 'community'] as const;

const families = [
  { software: 'mastodon', version: '4.5.1' },
  { software: 'mastodon', version: '4.5.1' },
  { software: 'mastodon', version: '4.4.8' },
  { software: 'misskey', version: '2026.10.0' },
  { software: 'lemmy', version: '0.19.14' },
  { software: 'pixelfed', version: '0.12.6' },
  { software: 'mastodon', version: '4.5.0' },
  { software: 'peertube', version: '8.0.1' },
  { software: 'gotosocial', version: '0.20.2' },
  { software: 'friendica', version: '2026.03' },
] as const;

const modes: readonly (RegistrationMode | null)[] = [
  'open',
  'approval',
  'open',
  'closed',
  'approval',
  'invite',
  'open',
  null,
];

interface Speech {
  readonly languages: readonly string[];
  readonly descriptions: readonly string[];
  readonly rules: readonly string[];
}

const english: Speech = {
  languages: ['en'],
  descriptions: [
    'A quiet corner for people who write, draw and repair things. We keep it small on purpose.',
    'For everyone who lives along the river, and everyone who wishes they did.',
    'Birds, maps and slow travel. Kept by three friends and a spare computer in a cupboard.',
    'General-purpose server with patient moderators and nightly backups.',
    'Researchers, librarians and the merely curious.',
  ],
  rules: [
    'Be kind.',
    'No harassment of any sort.',
    'No racism, sexism, homophobia, transphobia or ableism.',
    'Mark sensitive media as sensitive.',
    'No spam and no advertising.',
    'Say so when an account is run by a machine.',
    'Nothing that is illegal where the server stands.',
    'Describe your pictures for those who cannot see them.',
  ],
};

const speeches: readonly Speech[] = [
  english,
  english,
  {
    languages: ['fr'],
    descriptions: [
      'Un serveur associatif pour parler de tout, surtout de cuisine et de trains.',
      'Petite communauté francophone, modérée à la main et sans publicité.',
    ],
    rules: [
      'Restez courtois.',
      'Pas de harcèlement.',
      'Pas de publicité.',
      'Signalez les contenus sensibles.',
      'Les robots s’annoncent comme tels.',
    ],
  },
  english,
  {
    languages: ['de'],
    descriptions: [
      'Ein gemütlicher Server für Garten, Technik und alles dazwischen.',
      'Von einem Verein betrieben, offen für alle, die freundlich bleiben.',
    ],
    rules: [
      'Seid freundlich zueinander.',
      'Keine Werbung.',
      'Keine Hetze.',
      'Heikle Bilder werden verborgen.',
    ],
  },
  {
    languages: ['ja'],
    descriptions: [
      '絵を描く人と、絵を見るのが好きな人のための場所です。',
      '鉄道と散歩の話をするサーバーです。',
    ],
    rules: ['人に優しくしてください。', '宣伝はしないでください。', '閲覧注意の画像には印を付けてください。'],
  },
  english,
  {
    languages: ['es', 'en'],
    descriptions: ['Comunidad abierta sobre libros, ciencia y bicicletas.'],
    rules: ['Sé amable.', 'Sin acoso.', 'Sin publicidad.'],
  },
  {
    languages: ['pt-BR'],
    descriptions: ['Conversas sem pressa, de vizinho para vizinho.'],
    rules: ['Respeite as pessoas.', 'Nada de propaganda.'],
  },
  {
    languages: ['ar'],
    descriptions: ['خادم صغير لمحبي القراءة والكتابة.'],
    rules: ['كن لطيفا.', 'لا إعلانات.'],
  },
];

/** So many servers that do not exist, largest first, the same at every call. */
export function inventedServers(count: number): readonly InventedServer[] {
  return Array.from({ length: count }, (_, index) => inventedServer(index));
}

function inventedServer(index: number): InventedServer {
  const first = pick(firstParts, index * 7);
  const last = pick(lastParts, index * 5 + Math.floor(index / 25));
  const speech = pick(speeches, index * 3 + Math.floor(index / 10));
  const { software, version } = pick(families, index * 7 + Math.floor(index / 10));
  return {
    domain: `${first}${last}-${index + 11}.${pick(suffixes, index * 3)}`.toLowerCase(),
    name: `${first}${last}`,
    description: pick(speech.descriptions, index),
    software,
    version,
    languages: speech.languages,
    registrations: pick(modes, index * 3 + Math.floor(index / 8)),
    active: activeAt(index),
    rules: software === 'mastodon' || software === 'misskey' ? rulesOf(speech, index) : null,
    ...(index % 19 === 11 ? { answersUntil: 0.96 } : {}),
    // Found later, over some weeks; of every second of them nothing is heard after some days.
    ...(index % 11 === 7 ? { answersFrom: 0.35 + (index % 5) * 0.06 } : {}),
    ...(index % 22 === 7 ? { answersUntil: 0.38 + (index % 5) * 0.06 } : {}),
    ...(index > 300 && index % 9 === 0 ? { class: 'personal' as const } : {}),
    ...(index % 13 === 5 ? { rulesUnread: 'forbidden' as const } : {}),
  };
}

/** Sizes fall as sizes of servers do: by rank to the power of about 1.2; the last ones have a handful of people. */
function activeAt(index: number): number {
  const byRank = 31_000 / (index + 1.4) ** 1.22;
  return index > 300 ? 1 + (index % 9) : Math.round(byRank);
}

function rulesOf({ rules }: Speech, index: number): readonly Rule[] {
  const kept = Math.max(2, (index % rules.length) + 1);
  return rules.slice(0, kept).map(ruleOf);
}

function pick<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('There is nothing to pick from.');
  return value;
}
