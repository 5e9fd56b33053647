import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeDay, judgeList } from '../../../../crawler/census/quarantine/judge.ts';
import type { Report } from '../../../../crawler/census/quarantine/report.ts';
import { firstOf, type SeriesState, step } from '../../../../crawler/census/quarantine/series.ts';
import type { Verdict } from '../../../../crawler/census/quarantine/verdict.ts';
import { instanceClasses } from '../../../../db/model/instance-class.ts';
import { quarantineRuleNames } from '../../../../db/model/quarantine-rules.ts';
import { registrationModes } from '../../../../db/model/status.ts';
import { addDays, type UtcDay } from '../../../../db/model/utc-day.ts';
import { emptyReport } from '../../../support/server-list.ts';

const firstDay = '2024-02-20' as UtcDay;

/** Any count, or one of those near which rules decide. */
const figure = fc.oneof(
  fc.constant(null),
  fc.maxSafeNat(),
  fc.nat(50_000),
  fc.constantFrom(0, 1, 5_000, 10_000, 100_000, Number.MAX_SAFE_INTEGER),
);

const stated: fc.Arbitrary<Partial<Report>> = fc.record({
  software: fc.constantFrom('mastodon', 'gotosocial', 'misskey', 'peertube', 'lemmy', 'constructor', ''),
  version: fc.option(fc.string(), { nil: null }),
  class: fc.constantFrom(...instanceClasses),
  registrations: fc.option(fc.constantFrom(...registrationModes), { nil: null }),
  network: fc.option(fc.constantFrom('203.0.113.0/24', '2001:db8::/64'), { nil: null }),
  usersTotal: figure,
  usersActiveMonth: figure,
  usersActiveHalfYear: figure,
  localPosts: figure,
  localComments: figure,
});

/** Reports of one instance, days apart. */
const history = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), stated), { maxLength: 40 })
  .map((entries) => {
    let day = firstDay;
    return entries.map(([later, figures]) => {
      day = addDays(day, later);
      return { ...emptyReport, ...figures, day } satisfies Report;
    });
  });

function expectToBeShown(verdict: Verdict): void {
  expect(quarantineRuleNames.slice(1)).toContain(verdict.rule);
  expect(verdict.detail.length).toBeLessThanOrEqual(200);
  expect(verdict.detail).toMatch(/^[a-z][a-zA-Z0-9 ,.;:()-]+$/);
  expect(verdict.detail).not.toMatch(/NaN|Infinity|null|undefined/);
}

test('any figures get a verdict that can be shown, and a state that stays small', () => {
  fc.assert(
    fc.property(history, (reports) => {
      let state: SeriesState | null = null;
      for (const report of reports) {
        const stepped = step(state, report);
        state = stepped.state;
        if (stepped.verdict !== null) expectToBeShown(stepped.verdict);
        expect(JSON.stringify(state).length).toBeLessThan(2_000);
      }
    }),
    { numRuns: 400 },
  );
});

test('a server of less than a thousand accounts and a hundred active users is never left out', () => {
  const small = (limit: number) => fc.oneof(fc.constant(null), fc.nat(limit));
  const figures = fc.record({
    usersTotal: small(999),
    usersActiveMonth: small(99),
    usersActiveHalfYear: small(99),
    localPosts: small(1_000_000_000),
    localComments: small(1_000_000_000),
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(stated, figures), { maxLength: 60 }), (days) => {
      let state: SeriesState | null = null;
      for (const [index, [about, stands]] of days.entries()) {
        const report = { ...emptyReport, ...about, ...stands, day: addDays(firstDay, index) };
        const stepped = step(state, report);
        state = stepped.state;
        expect(stepped.verdict).toBeNull();
      }
    }),
  );
});

test('a state that was kept as JSON goes on like one that was not, and whoever replays comes to the same', () => {
  fc.assert(
    fc.property(history, (reports) => {
      let kept: SeriesState | null = null;
      const incremental = reports.map((report) => {
        const stepped = step(kept, report);
        kept = JSON.parse(JSON.stringify(stepped.state)) as SeriesState;
        return stepped.verdict;
      });
      let replayed: SeriesState | null = null;
      for (const [index, report] of reports.entries()) {
        const stepped = step(replayed, report);
        replayed = stepped.state;
        expect(stepped.verdict).toEqual(incremental[index]);
      }
      expect(replayed).toEqual(kept);
    }),
    { numRuns: 400 },
  );
});

/** Many servers of one day, most of them each below its own domain. */
const dayOfServers = fc.array(stated, { maxLength: 60 }).map((servers) =>
  servers.map((figures, index) => ({
    ...emptyReport,
    ...figures,
    ...{ day: firstDay, domain: `s${index}.example.org`, registrableDomain: `example${index % 7}.org` },
  })),
);

test('one more server of its own domain and network changes no verdict on the others', () => {
  fc.assert(
    fc.property(dayOfServers, stated, (servers, figures) => {
      const one: Report = {
        ...emptyReport,
        ...figures,
        ...{
          day: firstDay,
          domain: 'one.example',
          registrableDomain: 'one.example',
          network: '192.0.2.0/24',
        },
      };
      const without = judgeList(servers);
      const beside = new Map(judgeList([...servers, one]));
      beside.delete(one.domain);
      expect(beside).toEqual(without);
    }),
  );
});

test('the order of reports changes no verdict, and every verdict can be shown', () => {
  fc.assert(
    fc.property(dayOfServers, (servers) => {
      const verdicts = judgeList(servers);
      expect(judgeList(servers.toReversed())).toEqual(verdicts);
      for (const verdict of verdicts.values()) expectToBeShown(verdict);
    }),
  );
});

test('a list that says of no server how active it is gives nobody away', () => {
  const bare = [3_000_000, 400_000, 12_000].map((usersTotal, index) => ({
    ...emptyReport,
    ...{ domain: `s${index}.example`, registrableDomain: `s${index}.example`, usersTotal },
  }));
  expect(judgeList(bare).size).toBe(0);
  const [first, ...others] = bare;
  expect([...judgeList([{ ...emptyReport, ...first, localPosts: 90_000_000 }, ...others]).keys()]).toEqual([
    's1.example',
  ]);
});

test('a day of first reports is judged as a list is', () => {
  fc.assert(
    fc.property(dayOfServers, (servers) => {
      fc.pre(servers.some(({ localPosts }) => typeof localPosts === 'number'));
      const { verdicts, states } = judgeDay(servers, { states: new Map(), firstDays: new Map() });
      expect(verdicts).toEqual(judgeList(servers));
      expect([...states.keys()]).toEqual(servers.map(({ domain }) => domain));
    }),
  );
});

test('of several rules that hold, the first of the table is named', () => {
  const verdict = (rule: Verdict['rule']): Verdict => ({ rule, detail: 'states 1 account' });
  expect(firstOf([verdict('frozen'), null, verdict('twins'), undefined])?.rule).toBe('twins');
  expect(firstOf([verdict('random'), verdict('absurd')])?.rule).toBe('absurd');
  expect(firstOf([null, undefined])).toBeNull();
});

test('a server may be absurd and a twin: it is called absurd', () => {
  const twins = Array.from({ length: 10 }, (_, index) => ({
    ...emptyReport,
    ...{ domain: `s${index}.twins.example`, registrableDomain: 'twins.example' },
    ...{ usersTotal: 10_000_000 + index, usersActiveMonth: 5_000, localPosts: 900_000_000 },
  }));
  const rules = [...judgeList(twins).values()].map(({ rule }) => rule);
  expect(rules).toEqual(['twins', ...Array.from({ length: 9 }, () => 'absurd')]);
});
