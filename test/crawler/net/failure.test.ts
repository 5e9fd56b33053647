import { expect, test } from 'vitest';
import { classifyFailure, fetchFailures, NetError } from '../../../crawler/net/failure.ts';
import { outcomeKinds } from '../../../db/model/outcome.ts';

const coded = (code: string, message = '') => Object.assign(new Error(message), { code });

test.for([
  ['ENOTFOUND', 'dns-not-found'],
  ['ESERVFAIL', 'dns-failed'],
  ['ECONNREFUSED', 'connection-refused'],
  ['ECONNRESET', 'connection-lost'],
  ['UND_ERR_SOCKET', 'connection-lost'],
  ['ENETUNREACH', 'unreachable'],
  ['ETIMEDOUT', 'timed-out'],
  ['UND_ERR_HEADERS_OVERFLOW', 'too-large'],
  ['HPE_INVALID_CONSTANT', 'protocol-error'],
  ['CERT_HAS_EXPIRED', 'tls-failed'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-failed'],
  ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'tls-failed'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-failed'],
  ['ERR_IP_BLOCKED', 'blocked-address'],
] as const)('cases 18, 26, 33: the code %s means %s', ([code, kind]) => {
  expect(classifyFailure(coded(code))).toEqual({ kind, code });
});

test('a message never decides', () => {
  expect(classifyFailure(new Error('connect ECONNREFUSED 192.0.2.1:443')).kind).toBe('unexpected');
  expect(classifyFailure(coded('EWHATEVER', 'ETIMEDOUT'))).toEqual({ kind: 'unexpected', code: 'EWHATEVER' });
});

test('a DOMException is told by its name, since its code is a number', () => {
  expect(classifyFailure(AbortSignal.abort().reason).kind).toBe('cancelled');
  expect(classifyFailure(new DOMException('', 'TimeoutError')).kind).toBe('timed-out');
});

test('of several failed addresses the first one counts', () => {
  const both = new AggregateError([coded('ENETUNREACH'), coded('ECONNREFUSED')]);
  expect(classifyFailure(both)).toEqual({ kind: 'unreachable', code: 'ENETUNREACH' });
});

test('a known cause speaks for an unknown error around it', () => {
  expect(classifyFailure(new Error('failed', { cause: coded('ECONNRESET') })).kind).toBe('connection-lost');
});

test('an error of ours keeps its kind, and what is no error is unexpected', () => {
  expect(classifyFailure(new NetError('too-large', 'body'))).toEqual({ kind: 'too-large', code: 'body' });
  for (const thrown of [undefined, null, 'text', 5])
    expect(classifyFailure(thrown)).toEqual({ kind: 'unexpected', code: null });
});

test('every failure but our own cancelling is an outcome of a visit', () => {
  expect(fetchFailures.filter((kind) => !outcomeKinds.includes(kind as never))).toEqual(['cancelled']);
});
