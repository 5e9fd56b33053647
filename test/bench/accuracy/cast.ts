import type { HostName } from '../../../db/model/host-name.ts';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import { drawHost } from '../../fediverse/draw-host.ts';
import { figuresAfter } from '../../fediverse/growth.ts';
import { readSettings } from '../../fediverse/options.ts';
import type { SimulatedHost } from '../../fediverse/population.ts';
import { type Random, randomFor } from '../../fediverse/random.ts';
import { liarLives, twinLife } from '../../support/simulated-liars.ts';
import { honestLives, type Life, type LivedDay } from '../../support/simulated-lives.ts';
import { hostName } from '../../support/visit-records.ts';

/** How large the simulated fediverse is, and for how long it is watched. */
export interface CastSize {
  readonly seed: number;
  readonly servers: number;
  readonly days: number;
  readonly firstDay: UtcDay;
  /** Servers that one hand sets up on one day, below one domain and as many in one network. */
  readonly fakes: number;
}

/** A time without an answer, in days and parts of days from the first day on. */
export interface Away {
  readonly from: number;
  readonly to: number;
}

/** One server: all that is true of it, and what it states. Days are numbers from 0. */
export interface CastServer {
  /** `ordinary`, `giant`, or the life that it leads. */
  readonly kind: string;
  readonly host: HostName;
  readonly software: string;
  readonly version: string;
  readonly network: string;
  /** By day, from the first of the whole; before its birth and after its death without meaning. */
  readonly life: readonly LivedDay[];
  /** The first day on which it states anything false; null: never. */
  readonly liesOn: number | null;
  readonly bornOn: number;
  /** The first day on which nobody answers any more; null: lives on. */
  readonly diesOn: number | null;
  /** When the crawler learns of it, in days and parts of days. */
  readonly knownAt: number;
  readonly away: readonly Away[];
  /** The first day on which its robots.txt keeps us out; null: never. */
  readonly refusesOn: number | null;
  /** From a day on it lives under another name, and redirects there; null: never. */
  readonly moves: { readonly on: number; readonly to: HostName } | null;
  /** A second name under which it answers, and when the crawler learns of that; null: none. */
  readonly alias: { readonly host: HostName; readonly knownAt: number } | null;
}

/** Software that says nothing of active users. */
const withoutMonth: ReadonlySet<string> = new Set([
  ...['misskey', 'sharkey', 'cherrypick', 'firefish', 'iceshrimp', 'calckey', 'foundkey', 'gotosocial'],
]);

/**
 * Active users of the largest, in thousands: the quantiles that sizes are drawn from leave out the last two thousandths. The
 * first has some three in ten of all, as the largest of the real ones.
 */
const giants = [150, 60, 40, 30, 22, 18, 14, 12, 10, 9, 8, 7] as const;

/** Giants that the crawler learns of late, as of every second other. */
const lateGiants: ReadonlySet<number> = new Set([2, 3, 5, 7, 9, 11]);

/** Which giants are away for 1, 3 and 20 days, and from when; by their place among the giants. */
const giantAway = (index: number, days: number): readonly Away[] => {
  const [from, length] = new Map<number, readonly [from: number, length: number]>([
    [0, [0.2, 1]],
    [1, [0.34, 3]],
    [8, [0.57, 20]],
  ]).get(index) ?? [0, 0];
  const start = Math.floor(days * from) + 0.3;
  return length === 0 ? [] : [{ from: start, to: start + length }];
};

/** In one night, in the middle of all, the crawler learns of every second server. */
export const jumpDayOf = ({ days }: Pick<CastSize, 'days'>) => Math.floor(days / 2);

/** Outages of our own: two whole days, and later the second half of one. */
export function ownOutagesOf({ days }: Pick<CastSize, 'days'>): readonly Away[] {
  const [whole, half] = [Math.floor(days * 0.67), Math.floor(days * 0.8)];
  return [
    { from: whole, to: whole + 2 },
    { from: half + 0.5, to: half + 1 },
  ];
}

/** Every server of a simulated fediverse, decided by the seed. */
export function drawCast(size: CastSize): readonly CastServer[] {
  const settings = readSettings({
    ...{ seed: size.seed, hosts: size.servers, firstDay: size.firstDay, faults: 'none', wave: null },
    ...{ birthShare: 0.15, deathShare: 0.1, seeds: giants.length },
  });
  const taken = new Set<string>();
  const others = [...oddLives(size), ...liars(size)];
  const ordinary = Array.from({ length: size.servers - others.length }, (_, index) => {
    const drawn = drawHost(settings, index, taken);
    return settle(size, drawn, index);
  });
  return [...ordinary, ...others];

  function settle({ seed, days, firstDay }: CastSize, drawn: SimulatedHost, index: number): CastServer {
    const random = randomFor(seed, 'settled', index);
    const giant = giants[index];
    const host = giant === undefined ? drawn : grow(drawn, giant * 1_000);
    const dayOf = (day: UtcDay) => Math.round((Date.parse(day) - Date.parse(firstDay)) / 86_400_000);
    const bornOn = Math.max(0, dayOf(host.bornOn));
    const isLate = giant === undefined ? index % 2 === 1 : lateGiants.has(index);
    const learntAt = bornOn === 0 ? 0.05 * random.next() : bornOn + 5 * random.next();
    const life = liveAsDrawn(settings, host, days, random);
    return {
      ...{ kind: giant === undefined ? 'ordinary' : 'giant', host: hostName(host.host) },
      ...{ software: host.software, version: host.release.version, network: networkOf(random) },
      ...{ life, liesOn: firstLieOf(life) },
      ...{ bornOn, diesOn: host.diesOn === null ? null : dayOf(host.diesOn) },
      knownAt: isLate ? Math.max(learntAt, jumpDayOf(size) + 0.05 + 0.1 * random.next()) : learntAt,
      away: [...drawAway(random, days, host.growth.users), ...giantAway(index, days)],
      ...changes(random, index, host.host, days),
    };
  }
}

/** One in a hundred each shuts us out, moves to another name, or has two. Giants do nothing of the kind. */
function changes(
  random: Random,
  index: number,
  host: string,
  days: number,
): Pick<CastServer, 'refusesOn' | 'moves' | 'alias'> {
  const day = 3 + random.below(days - 6);
  const what = index < giants.length ? 3 : index % 100;
  return {
    refusesOn: what === 20 ? day : null,
    moves: what === 41 ? { on: day, to: hostName(`moved-${index}.${host}`) } : null,
    alias: what === 62 ? { host: hostName(`www.${host}`), knownAt: day + random.next() } : null,
  };
}

function grow(host: SimulatedHost, active: number): SimulatedHost {
  const growth = { ...host.growth, users: active * 8, monthPerUser: 1 / 8, postsPerUser: 60 };
  return {
    ...host,
    growth: { ...growth, bornAfterDays: -900 },
    bornOn: '2022-01-01' as UtcDay,
    diesOn: null,
  };
}

/** The figures of the simulated fediverse, with chance on top: the fewer are active, the more of it. */
function liveAsDrawn(
  settings: Parameters<typeof figuresAfter>[1],
  host: SimulatedHost,
  days: number,
  random: Random,
): readonly LivedDay[] {
  return Array.from({ length: days }, (_, day) => {
    const { usersTotal, usersActiveMonth, localPosts } = figuresAfter(host.growth, settings, day);
    const chance = 1 + random.normal() * Math.min(0.02, 0.3 / Math.sqrt(1 + usersActiveMonth));
    const month = Math.max(0, Math.min(usersTotal, Math.round(usersActiveMonth * chance)));
    return {
      truth: { accounts: usersTotal, month },
      stated: {
        ...{ usersTotal, localPosts, registrations: host.registrations },
        usersActiveMonth: withoutMonth.has(host.software) ? null : month,
      },
    };
  });
}

/** Some hours now and then, seldom days; large servers are looked after better. */
function drawAway(random: Random, days: number, users: number): readonly Away[] {
  const everyDays = users > 5_000 ? 60 : 20;
  const spans: Away[] = [];
  for (let at = -everyDays * Math.log(1 - random.next()); at < days; ) {
    const to = at + Math.min(12, 0.25 * Math.exp(1.3 * random.normal()));
    spans.push({ from: at, to });
    at = to - everyDays * Math.log(1 - random.next());
  }
  return spans;
}

const networkOf = (random: Random) => `10.${random.below(200)}.${random.below(250)}.0/24`;

/** Days of a longer life that are watched: what lives do happens within them, mostly. */
const watchedFrom = 20;

/** Honest servers to which much happens at once. */
const oddKinds = [
  'growing',
  'migration wave',
  'wave, then closed',
  'opening of a popular server',
  'begun anew',
] as const;

function oddLives(size: CastSize): readonly CastServer[] {
  return oddKinds.map((kind, index) => liveAs(size, kind, honestLives[kind], { index, knownAt: 0 }));
}

/** One of each kind of liar, known from the first day on; and fakes that come on one day. */
function liars(size: CastSize): readonly CastServer[] {
  const each = Object.entries(liarLives).map(([kind, life], index) =>
    liveAs(size, kind, life, { index, knownAt: 0 }),
  );
  const fakesFrom = Math.floor(size.days * 0.4);
  const fakes = Array.from({ length: size.fakes }, (_, index) => [
    liveAs(size, 'fakes of one domain', twinLife(300_000, 0), {
      ...{ index, knownAt: fakesFrom + 0.3, domain: 'fakes.example.org' },
    }),
    liveAs(size, 'fakes of one network', twinLife(20_000, 0), {
      ...{ index, knownAt: fakesFrom + 0.3, network: '203.0.113.0/24' },
    }),
  ]);
  return [...each, ...fakes.flat()];
}

function liveAs(
  { seed, days }: CastSize,
  kind: string,
  life: Life,
  place: {
    readonly index: number;
    readonly knownAt: number;
    readonly domain?: string;
    readonly network?: string;
  },
): CastServer {
  const key = `${kind.replaceAll(/\W+/g, '-').toLowerCase()}-${place.index}`;
  const random = randomFor(seed, key);
  const lived = life(random, days + 60).slice(watchedFrom, watchedFrom + days);
  return {
    ...{ kind, host: hostName(`${key}.${place.domain ?? `${key}.org`}`) },
    ...{ software: lived[0]?.stated.software ?? 'mastodon', version: '4.5.0' },
    ...{ network: place.network ?? networkOf(random), life: lived, liesOn: firstLieOf(lived) },
    ...{ bornOn: 0, diesOn: null },
    ...{ knownAt: place.knownAt + 0.1 * random.next(), away: drawAway(random, days, 1_000) },
    ...{ refusesOn: null, moves: null, alias: null },
  };
}

/** Whether a server is there on a day, neither unborn nor dead. */
export const isAlive = ({ bornOn, diesOn }: CastServer, day: number) =>
  bornOn <= day && (diesOn === null || day < diesOn);

function firstLieOf(life: readonly LivedDay[]): number | null {
  const isTrue = (figure: number | null, real: number) => figure === null || figure === real;
  const day = life.findIndex(
    ({ truth, stated }) =>
      !isTrue(stated.usersTotal, truth.accounts) || !isTrue(stated.usersActiveMonth, truth.month),
  );
  return day === -1 ? null : day;
}
