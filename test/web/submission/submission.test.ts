import { describe, expect, test } from 'vitest';
import { readFormField } from '../../../web/submission/form-field.ts';
import { isFromOwnPages } from '../../../web/submission/same-origin.ts';

const site = 'https://census.net/';

test.for([
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'https://census.net' }, false],
  [{ origin: 'https://census.net' }, true],
  [{ origin: 'https://evil.net' }, false],
  [{ origin: 'null' }, false],
  [{ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, true],
  [{ origin: 'https://evil.net', host: 'census.net' }, false],
  [{}, true],
] as const)('case 106: a form with %j is taken: %s', ([headers, isTaken]) => {
  expect(isFromOwnPages(new Headers({ ...headers }), site)).toBe(isTaken);
});

describe('a field of a form', () => {
  const form = (body: string, type = 'application/x-www-form-urlencoded;charset=UTF-8') =>
    new Request('https://census.net/', { method: 'POST', body, headers: { 'content-type': type } });

  test('is read as browsers write it', async () => {
    expect(await readFormField(form('a=1&host=b%C3%BCcher.net+'), 'host')).toBe('bücher.net ');
    expect(await readFormField(form('a=1'), 'host')).toBeNull();
  });

  test('is not looked for in other kinds of body, nor in one that is larger than a form', async () => {
    expect(await readFormField(form('{"host":"a.net"}', 'application/json'), 'host')).toBeNull();
    expect(await readFormField(form(`host=a.net&pad=${'x'.repeat(5_000)}`), 'host')).toBeNull();
    const empty = new Request('https://census.net/', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(await readFormField(empty, 'host')).toBeNull();
  });
});
