import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameSite, readTarget, targetAt } from '../../../crawler/net/target.ts';
import { host } from './host.ts';

const base = targetAt(host('server.town'), '/.well-known/nodeinfo');
const read = (reference: string) => readTarget(reference, base, 100);

test.for([
  ['/nodeinfo/2.1', 'https://server.town/nodeinfo/2.1'],
  ['nodeinfo?a=b#top', 'https://server.town/.well-known/nodeinfo?a=b'],
  ['', 'https://server.town/.well-known/nodeinfo'],
  ['https://SERVER.town:443/x', 'https://server.town/x'],
  ['//other.social/x', 'https://other.social/x'],
  ['https://bücher.social/ä b', 'https://xn--bcher-kva.social/%C3%A4%20b'],
  ['https://server.town./x', 'https://server.town/x'],
] as const)('%s leads to %s', ([reference, url]) => {
  expect(read(reference)).toMatchObject({ ok: true, target: { url } });
});

test.for([
  ['http://server.town/', 'not-https'],
  ['http://169.254.169.254/latest/meta-data', 'not-https'],
  ['file:///etc/passwd', 'not-https'],
  ['ftp://server.town/', 'not-https'],
  ['data:text/plain,x', 'not-https'],
  ['javascript:alert(1)', 'not-https'],
  ['https://server.town:8443/', 'other-port'],
  ['https://server.town:22/', 'other-port'],
  ['https://me:secret@server.town/', 'credentials'],
  ['https://127.0.0.1/', 'bad-host'],
  ['https://2130706433/', 'bad-host'],
  ['https://0x7f.1/', 'bad-host'],
  ['https://[::1]/', 'bad-host'],
  ['https://localhost/', 'bad-host'],
  ['https://metadata.google.internal/', 'bad-host'],
  ['https://', 'bad-url'],
  ['https://a b/', 'bad-url'],
  [`/${'x'.repeat(100)}`, 'target-too-long'],
  [`https://server.town/#${'x'.repeat(10_000)}`, 'target-too-long'],
] as const)('cases 5, 14: %s is refused as %s', ([reference, reason]) => {
  expect(read(reference)).toEqual({ ok: false, reason });
});

test('whatever is read is https, port 443, and reads as itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl({ withFragments: true }), fc.string()), (reference) => {
      const result = readTarget(reference, base, 2048);
      if (!result.ok) return;
      const { url } = result.target;
      expect(new URL(url)).toMatchObject({ protocol: 'https:', port: '', hash: '', username: '' });
      expect(readTarget(url, base, 8192)).toEqual(result);
    }),
  );
});

test('a site is a registrable domain, with the tenants of a hosting domain told apart', () => {
  expect(isSameSite(host('www.server.town'), host('server.town'))).toBe(true);
  expect(isSameSite(host('a.github.io'), host('b.github.io'))).toBe(false);
  expect(isSameSite(host('server.town'), host('server.social'))).toBe(false);
});
