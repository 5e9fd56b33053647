import { addDays, daysBetween, parseUtcDay, type UtcDay } from '../../db/model/utc-day.ts';
import { distributions, figuresOf, type QuantilesBySize, quantileAt, sizeClassOf } from './distributions.ts';
import { type FaultKind, faultKinds, faults } from './faults.ts';
import type { Growth } from './growth.ts';
import { type InventedName, inventName } from './host-names.ts';
import type { Settings } from './options.ts';
import type { Registrations, SimulatedHost } from './population.ts';
import { type Random, randomFor } from './random.ts';
import { drawRules } from './rules.ts';
import { familyOf, softwareNames } from './software/table.ts';
import type { Language } from './texts/language.ts';
import { textStock } from './texts/stock.ts';
import { drawVersion } from './versions.ts';

/**
 * Draws one server. Everything about it depends on the seed and its index alone, except for a number added to its name
 * when an earlier server took it.
 */
export function drawHost(settings: Settings, index: number, taken: Set<string>): SimulatedHost {
  const random = randomFor(settings.seed, 'host', index);
  const isSeed = index < settings.seeds;
  const software = isSeed ? 'mastodon' : drawSoftware(random, settings);
  const language = isSeed ? 'en' : drawLanguage(random, software);
  const name = inventName(random, { software, language, taken });
  const life = drawLife(random, settings);
  const bornAfterDays = isSeed ? Math.min(life.bornAfterDays, -life.bornAfterDays) : life.bornAfterDays;
  const registrations = isSeed ? 'open' : drawRegistrations(random, software);
  const growth = drawGrowth(random, { software, registrations, bornAfterDays, isSeed });
  // Large servers seldom vanish overnight, and one that did would hide whatever else a chart shows.
  const diesAfterDays = isSeed || growth.users > 500 ? null : life.diesAfterDays;
  const host: SimulatedHost = {
    index,
    ...name,
    software,
    release: {
      version: drawVersion(random, software),
      lagDays: random.chance(0.75) ? random.below(60) : null,
    },
    language,
    ...drawTexts(random, name, { software, language, users: growth.users }),
    registrations,
    growth,
    bornOn: addDays(settings.firstDay, bornAfterDays),
    diesOn: diesAfterDays === null ? null : addDays(settings.firstDay, diesAfterDays),
    fault: isSeed ? null : drawFault(random, settings, software),
    rules: drawRules(random, { users: growth.users, language, changeShare: settings.ruleChangeShare }),
    peerShare: drawPeerShare(random, settings, software),
    fame: Math.exp(0.5 * random.normal()) * (growth.users >= 1_000 ? 2 : 1),
    hasGarbage: random.chance(settings.garbageShare),
    latencyMs: Math.round(settings.latencyMedianMs * Math.exp(0.6 * random.normal())),
    whim: random.next(),
  };
  return host.fault === null ? host : { ...host, ...faults[host.fault].rewrite?.(host) };
}

function drawSoftware(random: Random, { softwareShares }: Settings): string {
  const isOwn = Object.keys(softwareShares).length > 0;
  return random.pickWeighted(
    softwareNames.map((name) => {
      const fitted = figuresOf(name).share;
      return [name, isOwn ? (softwareShares[name] ?? 0) : fitted] as const;
    }),
  );
}

/**
 * English as fitted from rules; how the rest is divided, and that Misskey's home is Japan, is assumed. The source tells
 * English from other languages only.
 */
function drawLanguage(random: Random, software: string): Language {
  const isMisskey = familyOf(software).name === 'misskey';
  const english = isMisskey ? 0.2 : distributions.rules.englishShare;
  if (random.chance(english)) return 'en';
  if (isMisskey && random.chance(0.85)) return 'ja';
  return random.pickWeighted([
    ['de', 0.4],
    ['fr', 0.25],
    ['es', 0.15],
    ['ja', 0.2],
  ] as const);
}

interface Life {
  readonly bornAfterDays: number;
  readonly diesAfterDays: number | null;
}

/**
 * Mastodon's own statistics counted 2,829 servers on 2022-09-30, 9,686 on 2022-12-31 and about 8,300 in 2025: under a
 * third of today's are older than October 2022, and most of the others are from the following quarter. The exact parts
 * are assumed.
 */
function drawLife(random: Random, { firstDay, birthShare, deathShare }: Settings): Life {
  const yearly = 1 + random.below(364);
  const isLate = random.chance(birthShare);
  const mayDie = random.chance(deathShare);
  const diesAfterDays = 1 + random.below(364);
  const bornAfterDays = isLate ? yearly : -daysBetween(drawBirthday(random, firstDay), firstDay);
  return { bornAfterDays, diesAfterDays: mayDie && diesAfterDays > bornAfterDays ? diesAfterDays : null };
}

function drawBirthday(random: Random, firstDay: UtcDay): UtcDay {
  const [from, to] = random.pickWeighted([
    [['2017-04-01', '2022-09-30'], 0.3],
    [['2022-10-01', '2022-12-31'], 0.45],
    [['2023-01-01', '2025-11-09'], 0.25],
  ] as const);
  const start = parseUtcDay(from) ?? firstDay;
  const day = addDays(start, random.below(daysBetween(start, parseUtcDay(to) ?? start) + 1));
  return day <= firstDay ? day : addDays(firstDay, -random.below(1_500));
}

function drawRegistrations(random: Random, software: string): Registrations {
  const shares = figuresOf(software).registrations;
  return random.pickWeighted([
    ['open', shares.open],
    ['approval', shares.approval],
    ['invite', shares.invite],
    ['closed', shares.closed],
  ] as const);
}

function drawGrowth(
  random: Random,
  host: { software: string; registrations: Registrations; bornAfterDays: number; isSeed: boolean },
): Growth {
  const figures = figuresOf(host.software);
  const isYoung = host.bornAfterDays > 0;
  // Seeds are well-known servers; one that is born later does not begin among the largest.
  const at = host.isSeed ? 0.95 + 0.04 * random.next() : random.next() * (isYoung ? 0.9 : 1);
  const users = Math.round(quantileAt(figures.users, at));
  const size = sizeClassOf(users);
  const { anySoftware } = distributions;
  const ratio = (own: QuantilesBySize | undefined, any: QuantilesBySize) =>
    quantileAt(own?.[size] ?? any[size] ?? [0], random.next());
  const monthPerUser = Math.min(1, ratio(figures.monthPerUser, anySoftware.monthPerUser));
  const postsPerUser = ratio(figures.postsPerUser, anySoftware.postsPerUser);
  return {
    bornAfterDays: host.bornAfterDays,
    users,
    monthPerUser,
    // Five recorded NodeInfo documents of 2023 to 2026 lie between 1.0 and 2.5.
    halfYearPerMonth: 1 + 1.5 * random.next(),
    // Many users who never wrote a word look like sign-up spam; those are not what a healthy server is.
    postsPerUser: users >= 500 ? Math.max(0.5, postsPerUser) : postsPerUser,
    commentsPerPost: familyOf(host.software).name === 'lemmy' ? 2 + 6 * random.next() : 0,
    growthPerYear: Math.max(0, 0.05 + 0.08 * random.normal()),
    rampDays: 30 + 370 * random.next(),
    takesNewcomers: users > 5 && (host.registrations === 'open' || host.registrations === 'approval'),
  };
}

/** Every eighth community says nothing of itself; assumed. */
const silentShare = 0.125;

function drawTexts(
  random: Random,
  { word }: InventedName,
  host: { readonly software: string; readonly language: Language; readonly users: number },
) {
  const stock = textStock[host.language];
  const isMastodon = familyOf(host.software).name === 'mastodon';
  const titles = stock.titles.filter((title) => isMastodon || !title.includes('Mastodon'));
  const isSilent = host.users > 5 && random.chance(silentShare);
  const descriptions = host.users > 5 ? stock.descriptions : stock.smallDescriptions;
  const fill = (template: string) =>
    template.replaceAll('{name}', word).replaceAll('{theme}', random.pick(stock.themes));
  return {
    title: fill(random.pick(titles)),
    description: isSilent ? '' : fill(random.pick(descriptions)),
    isDescriptionHtml: random.chance(0.15),
  };
}

function drawFault(random: Random, settings: Settings, software: string): FaultKind | null {
  let rest = random.next();
  for (const kind of faultKinds) {
    rest -= settings.faults[kind];
    if (rest >= 0) continue;
    const isFitting = faults[kind].isOfMastodon !== true || familyOf(software).name === 'mastodon';
    return isFitting ? kind : null;
  }
  return null;
}

/** Fitted lengths of peer lists as a part of the field that they were fitted in. */
function drawPeerShare(random: Random, { peersScale }: Settings, software: string): number {
  const length = quantileAt(figuresOf(software).peers, random.next());
  return Math.min(0.95, (peersScale * length) / distributions.servers);
}
