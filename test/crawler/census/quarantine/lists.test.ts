import { expect, test } from 'vitest';
import { judgeDay, judgeList } from '../../../../crawler/census/quarantine/judge.ts';
import type { Report } from '../../../../crawler/census/quarantine/report.ts';
import type { SeriesState } from '../../../../crawler/census/quarantine/series.ts';
import type { UtcDay } from '../../../../db/model/utc-day.ts';
import { readLabelledServers } from '../../../support/labelled-servers.ts';
import { readLemmyWeeks, readServersOf2025, readSuspiciousLemmy } from '../../../support/server-list.ts';
import { hasSharedData } from '../../../support/shared-data.ts';
import { evaluateRules, simulateCensus } from '../../../support/simulated-census.ts';

const labelled = readLabelledServers();

test('no server that a person found honest is left out', () => {
  const verdicts = judgeList(labelled.map(({ report }) => report));
  const falseAlarms = labelled.filter(
    ({ report, isImplausible }) => !isImplausible && verdicts.has(report.domain),
  );
  expect(falseAlarms.map(({ report }) => [report.domain, verdicts.get(report.domain)])).toEqual([]);
});

test('of servers that a person found implausible, those that are counted all the same make no difference', () => {
  const verdicts = judgeList(labelled.map(({ report }) => report));
  const missed = labelled.filter(
    ({ report, isImplausible }) => isImplausible && !verdicts.has(report.domain),
  );
  expect(missed.map(({ report }) => report.domain)).toEqual([
    '1964.co.nz',
    'greatview.video',
    'jugendforum-nrw.de',
    'lipupini-demo.dup.bz',
    'nsfw.lgbt',
    'nsfw.social',
    'serv3.wiki-tube.de',
    'space.starnest.app',
    'video.mundodesconocido.com',
    'wirtube.de',
    'www.venue.de',
  ]);
  expect(
    sumOf(
      missed.map(({ report }) => report),
      'usersActiveMonth',
    ),
  ).toBeLessThan(2_000);
});

test('simulated lives: honest ones are counted, lies are not', () => {
  const { byKind, users } = evaluateRules(
    simulateCensus({ seed: 'test', days: 150, honestEach: 6, liarsEach: 4, twins: 40 }),
  );
  const falseAlarms = [...byKind].filter(([, { isLiar, truthsCaught }]) => !isLiar && truthsCaught > 0);
  expect(falseAlarms.map(([kind]) => kind)).toEqual([]);
  const unseen = [...byKind].filter(
    ([, { isLiar, instancesCaught }]) => isLiar && instancesCaught.size === 0,
  );
  expect(unseen.map(([kind]) => kind)).toEqual(['slow inflation of everything', 'month up to the accounts']);
  expect(users.wronglyLeftOut).toBeLessThan(users.true * 0.001);
});

test.skipIf(!hasSharedData)(
  'the list of 2025-11-09 comes to the half million active users that it has without made-up figures (needs ../shared)',
  () => {
    const servers = readServersOf2025();
    expect(sumOf(servers, 'usersActiveMonth')).toBe(4_358_749);
    const verdicts = judgeList(servers);
    const counted = servers.filter(({ domain }) => !verdicts.has(domain));
    expect(Math.abs(sumOf(counted, 'usersActiveMonth') / 503_000 - 1)).toBeLessThan(0.02);
    expect(verdicts.size).toBeLessThan(50);
  },
);

test.skipIf(!hasSharedData)(
  'the 25 largest honest servers of that list are counted (needs ../shared)',
  () => {
    const verdicts = judgeList(readServersOf2025());
    const largest = labelled
      .filter(({ isImplausible }) => !isImplausible)
      .toSorted((a, b) => (b.report.usersActiveMonth ?? 0) - (a.report.usersActiveMonth ?? 0))
      .slice(0, 25);
    expect(largest.filter(({ report }) => verdicts.has(report.domain))).toEqual([]);
  },
);

test.skipIf(!hasSharedData)('what was labelled is what the list says (needs ../shared)', () => {
  const servers = new Map(readServersOf2025().map((report) => [report.domain, report]));
  for (const { report } of labelled) {
    expect(servers.get(report.domain)).toMatchObject({
      usersTotal: report.usersTotal,
      usersActiveMonth: report.usersActiveMonth,
      localPosts: report.localPosts,
      software: report.software,
    });
  }
});

test.skipIf(!hasSharedData)(
  'bots of June 2023 are left out wherever they are 5,000 or more, and those who post a lot are not (needs ../shared)',
  () => {
    const servers = readSuspiciousLemmy();
    const verdicts = judgeList(servers.map(({ report }) => report));
    const expected = servers.filter(
      ({ report, reasons }) =>
        (report.usersTotal ?? 0) >= 5_000 && reasons.some((reason) => reason.includes('low')),
    );
    expect(expected).toHaveLength(48);
    expect([...verdicts.keys()].toSorted()).toEqual(expected.map(({ report }) => report.domain).toSorted());
  },
);

test.skipIf(!hasSharedData)(
  'a year of weekly lists of Lemmy servers, with all its waves, gives no false alarm (needs ../shared)',
  () => {
    const states = new Map<string, SeriesState>();
    const firstDays = new Map<string, UtcDay>();
    for (const list of readLemmyWeeks().values()) {
      const reports = [...new Map(list.map((report) => [report.domain, report])).values()];
      for (const { domain, day } of reports) if (!firstDays.has(domain)) firstDays.set(domain, day);
      const judged = judgeDay(reports, { states, firstDays });
      for (const [domain, state] of judged.states) states.set(domain, state);
      expect(Object.fromEntries(judged.verdicts)).toEqual({});
    }
    expect(states.size).toBe(1_849);
  },
);

const sumOf = (reports: readonly Report[], figure: 'usersActiveMonth' | 'usersTotal') =>
  reports.reduce((sum, report) => sum + (report[figure] ?? 0), 0);
