import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeProblem } from '../../../crawler/telemetry/describe-problem.ts';
import { openLog } from '../../../crawler/telemetry/log.ts';
import { logObserver } from '../../../crawler/telemetry/log-observer.ts';
import type { LogLevel } from '../../../db/environment.ts';
import { failedVisit, visitOf } from '../../support/visit-records.ts';

/** A log into memory, with the observer that writes to it. */
function logInto(level: LogLevel, isTTY = false) {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) };
  return { written, observer: logObserver(openLog(stream, level)) };
}

/** What a line says, without its time. */
function parse(line: string | undefined): Record<string, unknown> {
  const { time, ...rest } = JSON.parse(line ?? '') as Record<string, unknown>;
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  return rest;
}

test('at debug, a visit is one JSON line that says how it ended and what it took', () => {
  const { written, observer } = logInto('debug');
  observer.visitEnded(
    failedVisit('away.social', '2026-03-01T12:00:00Z', {
      outcome: 'timed-out',
      detail: 'connect',
      requests: 2,
      bytes: 17,
      durationMs: 10_004,
      consecutiveFailures: 3,
    }),
  );
  expect(written).toHaveLength(1);
  expect(parse(written[0])).toEqual({
    level: 'debug',
    host: 'away.social',
    outcome: 'timed-out',
    detail: 'connect',
    ms: 10_004,
    requests: 2,
    bytes: 17,
    failures: 3,
    msg: 'visit',
  });
});

test.for([
  ['silent', []],
  ['error', []],
  ['warn', ['warn', 'warn']],
  ['info', ['warn', 'info', 'info', 'warn']],
  ['debug', ['debug', 'debug', 'warn', 'info', 'info', 'debug', 'warn']],
] as const)('the level %s lets pass what is as urgent or more', ([level, expected]) => {
  const { written, observer } = logInto(level);
  observer.visitEnded(visitOf('here.social', '2026-03-01T12:00:00Z'));
  observer.batchRecorded({ visits: 1, newHosts: 0, ms: 3.7 });
  observer.progressed({ visits: 1, instances: 1, inFlight: 0, waiting: 0 });
  observer.outageBegan({ failures: 40 });
  observer.outageEnded({ ms: 61_400 });
  observer.domainProbed({ domain: 'trap.example', isWildcard: true });
  observer.domainProbed({ domain: 'honest.example', isWildcard: false });
  observer.troubled(new Error('a connection was lost'));
  expect(written.map((line) => parse(line).level)).toEqual(expected);
});

const hostile = [
  'one\nline {"level":"error","msg":"forged"}',
  'carriage\rreturn',
  '\u001b[2J\u001b[31mred\u001b]0;title\u0007',
  'C1 \u009b31m \u0090 \u009d0;title\u009c',
  'separators \u2028 and \u2029 and \u0085',
  'turned \u202e around \u2066 twice \u200f',
  'zero \u0000 and \u007f and \u200b and \ufeff',
  'lone \ud800 surrogate \udfff',
  'quotes " and \\ and </script>',
  'ordinary: é, 日本語, 🐘',
];

test.for(hostile)(
  'case 108: %j in a visit stays one line of printable ASCII, and reads as it was',
  (text) => {
    const { written, observer } = logInto('debug');
    observer.visitEnded(failedVisit('evil.social', '2026-03-01T12:00:00Z', { detail: text }));
    expect(written).toEqual([expect.stringMatching(/^[\x20-\x7e]+\n$/)]);
    // A lone surrogate is no character: the log holds U+FFFD or its number, both of which read as JSON.
    expect(String(parse(written[0]).detail).toWellFormed()).toBe(text.toWellFormed());
  },
);

test('case 108: whatever strings a problem holds, it is one short line of printable ASCII', () => {
  const problems = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 5_000 }),
    fc.anything(),
    fc
      .record({
        message: fc.string({ unit: 'binary' }),
        name: fc.string({ unit: 'binary' }),
        code: fc.anything(),
      })
      .map(({ message, ...rest }) => Object.assign(new Error(message), rest)),
  );
  fc.assert(
    fc.property(problems, (problem) => {
      const { written, observer } = logInto('debug');
      observer.troubled(problem);
      expect(written).toEqual([expect.stringMatching(/^[\x20-\x7e]{1,8000}\n$/)]);
      expect(parse(written[0])).toMatchObject({ level: 'warn', problem: expect.any(String) });
    }),
  );
});

test('case 108: a problem tells its code and no password', () => {
  const error = Object.assign(
    new Error('cannot reach postgres://census:hunter2@db.example/census?password=hunter2 now'),
    { code: '08006' },
  );
  expect(describeProblem(error)).toEqual({
    problem: 'The database cannot be used: the connection was lost (08006).',
    name: 'Error',
    code: '08006',
  });
  const unknown = Object.assign(new Error(error.message), { code: 'ESTRANGE' });
  expect(describeProblem(unknown)).toMatchObject({ code: 'ESTRANGE', name: 'Error' });
  expect(JSON.stringify(describeProblem(unknown))).not.toContain('hunter2');
  expect(describeProblem(unknown).problem).toContain('db.example');
});

test('on a terminal, a line takes the place of the progress bar', () => {
  const { written, observer } = logInto('warn', true);
  observer.outageBegan({ failures: 40 });
  const [line = ''] = written;
  // To the start of the row, and clear it.
  expect(line.slice(0, 4)).toBe('\r\u001b[K');
  expect(line.slice(4)).toMatch(/^\{[\x20-\x7e]+\}\n$/);
});
