import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { type Distributions, quantileKnots, type SoftwareFigures, sizeClasses } from './distributions.ts';

/**
 * Computes `distributions.json` from real lists of servers and prints it. Only figures leave this file: no name, no
 * text. Run with the folder of the lists: `node test/fediverse/fit-distributions.ts FOLDER > …/distributions.json`.
 */
type Row = Readonly<Record<string, string>>;

/** Software that the simulated fediverse is made of; the rest of the field is left out. */
const softwareNames = [
  'mastodon',
  'wordpress',
  'ghost',
  'peertube',
  'gotosocial',
  'misskey',
  'writefreely',
  'pleroma',
  'pixelfed',
  'sharkey',
  'lemmy',
  'akkoma',
  'snac',
  'hometown',
  'kmyblue',
  'fedibird',
  'friendica',
  'owncast',
  'gancio',
  'mobilizon',
  'bookwyrm',
  'funkwhale',
  'hubzilla',
  'iceshrimp.net',
  'iceshrimp',
  'aoderelay',
  'cherrypick',
  'mitra',
  'piefed',
  'nodebb',
  'firefish',
  'microblogpub',
  'hollo',
  'bonfire',
  'mbin',
  'takahe',
  'diaspora',
  'gnusocial',
  'plume',
  'castopod',
  'loops',
  'smithereen',
  'forte',
  'streams',
  'calckey',
  'foundkey',
  'catodon',
  'kbin',
  'rebased',
  'wafrn',
  'emissary',
  'forgejo',
];

/** With fewer servers, single ones would speak: `distributions.ts` assumes something of them. */
const fewestRows = 30;

/** As the list spells them. */
const registrationNames = { open: 'Open', approval: 'Approval Required', invite: 'Invite', closed: 'Closed' };

function readRows(folder: string, file: string): Row[] {
  return parse(gunzipSync(readFileSync(join(folder, file))), { columns: true, relax_quotes: true });
}

const round = (value: number) => Number(value.toPrecision(3));

/** Beyond the last knot that three rows lie above, single servers would speak: its value is repeated. */
function quantiles(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const known = quantileKnots.filter((knot) => knot <= 0.5 || (1 - knot) * sorted.length >= 3);
  const table = known.map((knot) => round(sorted[Math.floor(knot * (sorted.length - 1))] ?? 0));
  return quantileKnots.map((_, index) => table[Math.min(index, table.length - 1)] ?? 0);
}

const softwareOf = (row: Row) => (row.Software ?? '').split(' ')[0]?.toLowerCase() ?? '';
const versionOf = (row: Row) => (row.Software ?? '').split(' ')[1] ?? '';

/**
 * Rows with figures that a census would not count: GoToSocial's random ones, and thousands of users without posts
 * (sign-up spam, forums that count every visitor).
 */
function isPlausible(row: Row): boolean {
  const users = Number(row.Users);
  if (!(users >= 0)) return false;
  if (softwareOf(row) === 'gotosocial') return users <= 20_000;
  return users < 1_000 || Number(row.Posts) / users >= 0.05;
}

/** Quantiles of a ratio within each size class; null where fewer than 8 rows would speak. */
function bySize(rows: readonly Row[], ratio: (row: Row) => number) {
  return sizeClasses.map((maxUsers, index) => {
    const minUsers = (sizeClasses[index - 1] ?? 0) + 1;
    const values = rows
      .filter((row) => Number(row.Users) >= minUsers && Number(row.Users) <= (maxUsers ?? Infinity))
      .map(ratio)
      .filter((value) => Number.isFinite(value) && value >= 0);
    return values.length < 8 ? null : quantiles(values);
  });
}

/** The list cuts a version after about 16 signs; what was cut off is not guessed at, the row is skipped. */
function versionsOf(rows: readonly Row[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const version = versionOf(row).replace(/\+gl(itch)?$/, '+glitch');
    const isWhole = /^\d+\.\d+(\.\d+)?(\+glitch|\+kmyblue\.\d+)?$/.test(version);
    if (isWhole) counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  const common = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 20);
  const total = common.reduce((sum, [, count]) => sum + count, 0);
  return common.map(([version, count]) => [version, round(count / total)]);
}

function figuresOf(rows: readonly Row[], servers: number): SoftwareFigures {
  const plausible = rows.filter(isPlausible);
  const share = (name: string) =>
    round(rows.filter((row) => row.Registrations === name).length / rows.length);
  const { open, approval, invite, closed } = registrationNames;
  return {
    share: round(rows.length / servers),
    users: quantiles(plausible.map((row) => Number(row.Users))),
    monthPerUser: bySize(plausible, (row) =>
      row.MAU === '' ? Number.NaN : Number(row.MAU) / Number(row.Users),
    ),
    postsPerUser: bySize(plausible, (row) => Number(row.Posts) / Number(row.Users)),
    peers: quantiles(rows.filter((row) => row.Peers !== '').map((row) => Number(row.Peers))),
    registrations: {
      open: share(open),
      approval: share(approval),
      invite: share(invite),
      closed: share(closed),
    },
    versions: versionsOf(rows),
  };
}

function rulesPerServer(folder: string): Distributions['rules'] {
  const rows = readRows(folder, 'mastodon-rules-2024.csv.gz');
  const servers = readRows(folder, 'mastodon-descriptions-2024.csv.gz').filter((row) => row.dead !== 'True');
  const counts = new Map<string, number>();
  const english = new Map<string, number>();
  for (const { domain = '', lang } of rows) {
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
    if (lang === 'English') english.set(domain, (english.get(domain) ?? 0) + 1);
  }
  const isEnglish = [...counts].filter(([domain, count]) => (english.get(domain) ?? 0) * 2 > count);
  const classes = sizeClasses.map((maxUsers, index) => {
    const minUsers = (sizeClasses[index - 1] ?? 0) + 1;
    const inClass = servers.filter(
      (row) => Number(row.users) >= minUsers && Number(row.users) <= (maxUsers ?? Infinity),
    );
    const stated = inClass.flatMap((row) => counts.get(row.domain ?? '') ?? []);
    return { share: round(stated.length / inClass.length), perServer: quantiles(stated) };
  });
  return { bySize: classes, englishShare: round(isEnglish.length / counts.size) };
}

function fitDistributions(folder: string): Distributions {
  const rows = readRows(folder, 'servers-2025-11-09.csv.gz');
  const software = softwareNames.flatMap((name) => {
    const own = rows.filter((row) => softwareOf(row) === name);
    return own.length < fewestRows ? [] : [[name, figuresOf(own, rows.length)] as const];
  });
  const plausible = rows.filter(isPlausible);
  return {
    sources: [
      'fedilist.com, 2025-11-09, a random part of 17,497 of its 29,145 servers (ricci/distributed-social-networks)',
      'rules and descriptions of Mastodon servers, 2024 (Rasikamurali/MastodonModeration)',
    ],
    servers: 29_145,
    anySoftware: {
      monthPerUser: bySize(plausible, (row) => Number(row.MAU || Number.NaN) / Number(row.Users)),
      postsPerUser: bySize(plausible, (row) => Number(row.Posts) / Number(row.Users)),
    },
    software: Object.fromEntries(software),
    rules: rulesPerServer(folder),
  };
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Usage: node test/fediverse/fit-distributions.ts FOLDER > distributions.json\n');
  process.exitCode = 2;
} else {
  process.stdout.write(`${JSON.stringify(fitDistributions(folder), null, 2)}\n`);
}
