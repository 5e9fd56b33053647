import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appIcons, webAppManifest } from '../../../web/offline/manifest.ts';

const web = join(import.meta.dirname, '../../../web');

/** Width and height in the header of a PNG (PNG, section 11.2.1). */
function sizeOf(path: string): string {
  const file = readFileSync(join(web, path));
  expect(file.subarray(1, 4).toString('latin1')).toBe('PNG');
  return `${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`;
}

test('icons in pixels have the sizes that are said of them', () => {
  const drawn = appIcons.filter(({ type }) => type === 'image/png');
  for (const { src, sizes } of drawn) expect([src, sizeOf(`public${src}`)]).toEqual([src, sizes]);
  expect(drawn.map(({ sizes, purpose }) => `${purpose} ${sizes}`)).toEqual([
    'any 192x192',
    'any 512x512',
    'maskable 192x192',
    'maskable 512x512',
  ]);
  expect(sizeOf('app/apple-icon.png')).toBe('180x180');
});

test('an app starts, and stays, in its own language', () => {
  const texts = { name: 'N', tagline: 'T', description: 'D', choose: 'C', servers: 'S' };
  const manifest = webAppManifest('fr', texts);
  expect(manifest).toMatchObject({ id: '/fr', start_url: '/fr', scope: '/', lang: 'fr', dir: 'ltr' });
  expect(manifest.shortcuts.map(({ name, url }) => [name, url])).toEqual([
    ['C', '/fr/choose'],
    ['S', '/fr/servers'],
  ]);
});
