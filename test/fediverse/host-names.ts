import { domainToASCII } from 'node:url';
import type { Random } from './random.ts';
import type { Language } from './texts/language.ts';

/** A server's name: for machines, for people, and the word it is called by. */
export interface InventedName {
  /** Lower case, punycode. */
  readonly host: string;
  readonly unicodeHost: string;
  /** What titles and descriptions call it. */
  readonly word: string;
}

/** Words that invented names are put together from. */
interface Words {
  readonly first: readonly string[];
  readonly second: readonly string[];
  /** Written with letters beyond ASCII: become punycode. */
  readonly international: readonly string[];
  readonly suffixes: readonly string[];
}

const worldwideSuffixes = [
  'social',
  'net',
  'org',
  'club',
  'space',
  'town',
  'cafe',
  'community',
  'city',
  'zone',
];

const words: Readonly<Record<Language, Words>> = {
  en: {
    first: split(
      'quiet amber hollow copper brindle lantern otter willow harbor thistle velvet saffron marble fern',
    ),
    second: split(
      'harbor meadow kettle orchard signal atlas lighthouse burrow compass quarry ferry grove anvil loom',
    ),
    international: ['café-lantern', 'naïve-otter', 'smörgås-kettle'],
    suffixes: [...worldwideSuffixes, 'com', 'io', 'ca', 'co.uk', 'garden', 'house', 'art'],
  },
  de: {
    first: split('kiefer nebel salz leise wander kupfer hafer mond kreide birken stadt ufer funken regen'),
    second: split('kahn werk garten laube steg turm mühle weg kreis bote hof stube fenster brücke'),
    international: ['nebel-mühle', 'süd-kahn', 'grüner-steg', 'straßen-funk'],
    suffixes: [...worldwideSuffixes, 'de', 'de', 'de', 'at', 'ch'],
  },
  fr: {
    first: split('petite brume verte lune saule sentier galet tilleul vieux clair chardon rosier'),
    second: split(
      'ruche tanière rivière colline plume fontaine auberge voile place lisière moulin clairière',
    ),
    international: ['brume-légère', 'forêt-verte', 'clé-de-lune'],
    suffixes: [...worldwideSuffixes, 'fr', 'fr', 'fr', 'be'],
  },
  es: {
    first: split('lunar brisa cobre sierra tejado olivo norte palabra ribera jacaranda faro'),
    second: split('nido plaza barca tertulia huerto mirador fuente puerto telar colmena'),
    international: ['mañana-norte', 'niño-faro'],
    suffixes: [...worldwideSuffixes, 'es', 'es', 'com', 'com.mx', 'com.ar'],
  },
  ja: {
    first: split('hoshi kumo mizu yuki tanuki sakura neko matsu kaze tsuki umi'),
    second: split('niwa mori yado kawa machi tomari hako michi hashi koya'),
    international: ['星の庭', '雲のすみか', 'ねこ横丁', '松の宿'],
    suffixes: [...worldwideSuffixes, 'jp', 'jp', 'jp', 'moe', 'ne.jp'],
  },
};

/**
 * Hosting domains whose customers are told apart by the public suffix list's private section, with the part of all
 * names that lie below one: about one in a hundred on fedilist.com (2025-11-09), here a little more, to be met with.
 */
const privateSuffixes = ['nohost.me', 'noho.st', 'ynh.fr', 'eu.org', 'duckdns.org', 'uber.space', 'fly.dev'];
const privateShare = 0.03;

/** Part of names with letters beyond ASCII; 35 of 17,497 on fedilist.com, here more, to be met with. */
const internationalShare = 0.01;

/** Part of names with a label before the registrable domain (9,792 of 17,497 on fedilist.com, 2025-11-09). */
const prefixedShare = 0.56;

const prefixes: ReadonlyMap<string, readonly string[]> = new Map([
  ['wordpress', ['blog', 'notes', 'www']],
  ['ghost', ['blog', 'letters', 'news']],
  ['peertube', ['video', 'tube', 'peertube', 'tv']],
  ['gotosocial', ['gts', 'social', 'fedi']],
  ['misskey', ['mi', 'misskey', 'key']],
  ['sharkey', ['sharkey', 'mi', 'shark']],
  ['writefreely', ['write', 'words', 'blog']],
  ['pleroma', ['pl', 'pleroma', 'social']],
  ['akkoma', ['akko', 'akkoma', 'fedi']],
  ['pixelfed', ['pixelfed', 'pix', 'photos']],
  ['lemmy', ['lemmy', 'links']],
  ['snac', ['snac', 'social']],
]);
const mastodonPrefixes = ['social', 'mastodon', 'masto', 'm', 'toot', 'fedi'];

function split(text: string): readonly string[] {
  return text.split(' ').map((word) => word.normalize('NFC'));
}

/** Invents a name; `taken` holds those already given, and a number is added until the name is new. */
export function inventName(
  random: Random,
  { software, language, taken }: { software: string; language: Language; taken: Set<string> },
): InventedName {
  const stock = words[language];
  const isInternational = random.chance(internationalShare);
  const first = random.pick(stock.first);
  const second = random.pick(stock.second.filter((word) => word !== first));
  const word = isInternational
    ? random.pick(stock.international)
    : first + random.pick(['', '', '-']) + second;
  const isPrivate = random.chance(privateShare);
  const suffix = isPrivate ? random.pick(privateSuffixes) : random.pick(stock.suffixes);
  const prefix =
    !isPrivate && random.chance(prefixedShare)
      ? `${random.pick(prefixes.get(software) ?? mastodonPrefixes)}.`
      : '';
  for (let number = 1; ; number += 1) {
    const unicodeHost = `${prefix}${isInternational ? word : asciiOf(word)}${number === 1 ? '' : number}.${suffix}`;
    const host = domainToASCII(unicodeHost);
    if (taken.has(host)) continue;
    taken.add(host);
    return { host, unicodeHost, word: titleCase(word) };
  }
}

/** A name somebody misspelt or let expire: nobody answers there. */
export function inventDeadName(random: Random, taken: Set<string>): string {
  const language = random.pick(['en', 'de', 'fr', 'es', 'ja'] as const);
  return inventName(random, { software: 'mastodon', language, taken }).host;
}

/** Plain letters, as most people register their names (`mühle` → `muehle`, `lisière` → `lisiere`). */
function asciiOf(word: string): string {
  const german = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' } as const;
  return word
    .replace(/[äöüß]/g, (letter) => german[letter as keyof typeof german])
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '');
}

function titleCase(word: string): string {
  return word.replace(/(^|-)(\p{Letter})/gu, (_, dash: string, letter: string) =>
    (dash === '' ? '' : ' ').concat(letter.toLocaleUpperCase()),
  );
}
