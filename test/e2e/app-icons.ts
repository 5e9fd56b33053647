import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schemeColours } from '../../web/scheme-colours.ts';
import { chromiumPath, launchChromium } from './chromium.ts';

/**
 * Draws the icons in pixels from `web/app/icon.svg`, for devices that take no SVG: `node test/e2e/app-icons.ts`. To be run again when the
 * mark changes; the files are part of the source.
 */

const web = join(import.meta.dirname, '../../web');

/**
 * On the ground of the site, since the mark alone would vanish on a dark screen. `share` of the side is the mark's: a device may cut a maskable icon
 * down to a circle of 80 % of the side.
 */
const icons = [
  { path: 'public/icons/icon-192.png', size: 192, share: 0.82 },
  { path: 'public/icons/icon-512.png', size: 512, share: 0.82 },
  { path: 'public/icons/maskable-192.png', size: 192, share: 0.56 },
  { path: 'public/icons/maskable-512.png', size: 512, share: 0.56 },
  { path: 'app/apple-icon.png', size: 180, share: 0.72 },
] as const;

if (chromiumPath === null) {
  process.stderr.write('There is no Chromium on this machine: install one, or set CHROMIUM_PATH.\n');
  process.exitCode = 1;
} else {
  await drawAll();
}

async function drawAll(): Promise<void> {
  const { ground } = schemeColours.light;
  const mark = (await readFile(join(web, 'app/icon.svg'))).toString('base64');
  await mkdir(join(web, 'public/icons'), { recursive: true });
  const browser = await launchChromium();
  try {
    for (const { path, size, share } of icons) {
      const page = await browser.newPage({ viewport: { width: size, height: size }, colorScheme: 'light' });
      const side = Math.round(size * share);
      await page.setContent(`<body style="margin:0;display:grid;place-items:center;height:${size}px;background:${ground}">
        <img src="data:image/svg+xml;base64,${mark}" width="${side}" height="${side}">`);
      await page.locator('img').evaluate('(image) => image.decode()');
      await page.screenshot({ path: join(web, path) });
      await page.close();
      process.stdout.write(`web/${path}\n`);
    }
  } finally {
    await browser.close();
  }
}
