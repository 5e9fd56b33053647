import { createRequire } from 'node:module';
import { join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/** Files of each family, below the folder of its package. */
const files = {
  'Picture Display': [
    ['@fontsource-variable/bricolage-grotesque', 'bricolage-grotesque-latin-opsz-normal'],
    ['@fontsource-variable/bricolage-grotesque', 'bricolage-grotesque-latin-ext-opsz-normal'],
  ],
  'Picture Text': [
    ['@fontsource-variable/atkinson-hyperlegible-next', 'atkinson-hyperlegible-next-latin-wght-normal'],
    ['@fontsource-variable/atkinson-hyperlegible-next', 'atkinson-hyperlegible-next-latin-ext-wght-normal'],
  ],
  'Picture Arabic': [['@fontsource-variable/noto-sans-arabic', 'noto-sans-arabic-arabic-wght-normal']],
  'Picture Japanese': [['@fontsource/biz-udpgothic', 'biz-udpgothic-japanese-400-normal']],
  'Picture Japanese Bold': [['@fontsource/biz-udpgothic', 'biz-udpgothic-japanese-700-normal']],
} as const;

/** Families for headings and for text, with those of other scripts behind them. */
export const pictureFonts = {
  display: '"Picture Display", "Picture Arabic", "Picture Japanese Bold"',
  text: '"Picture Text", "Picture Arabic", "Picture Japanese"',
} as const;

let isRegistered = false;

/**
 * Makes the fonts known to the canvas, once a process.
 *
 * @throws when a file of a font is missing: pictures without letters are worse than none.
 */
export function registerFonts(): void {
  if (isRegistered) return;
  const { resolve } = createRequire(import.meta.url);
  for (const [family, parts] of Object.entries(files)) {
    for (const [name, file] of parts) {
      const path = join(resolve(`${name}/package.json`), '../files', `${file}.woff2`);
      if (GlobalFonts.registerFromPath(path, family) === null)
        throw new Error(`The font ${path} cannot be read.`);
    }
  }
  isRegistered = true;
}
