import { expect, test } from 'vitest';
import { originForm } from '../../../web/request-target.ts';

test.for([
  ['/', '/'],
  ['/en/servers?q=%25', '/en/servers?q=%25'],
  ['/en?q=%ff', '/en?q=%ff'],
  ['/%C3%BC', '/%C3%BC'],
  ['//evil.invalid/', '//evil.invalid/'],
  ['http://elsewhere.invalid/api/v1/health', '/api/v1/health'],
  ['HTTPS://elsewhere.invalid:1', '/'],
  ['http://elsewhere.invalid?q=a', '/?q=a'],
] as const)('%s asks for %s', ([target, expected]) => {
  expect(originForm(target)).toBe(expected);
});

test.for(['*', '/%', '/%ff', '/en/%c0%ae', 'elsewhere.invalid:443', 'ftp://elsewhere.invalid/'])(
  '%s asks for nothing that could be here',
  (target) => {
    expect(originForm(target)).toBeUndefined();
  },
);
