import localFont from 'next/font/local';

/**
 * The Latin cuts of both families, preloaded and with a fallback of the same width so that nothing jumps. Other scripts
 * of the same families come from globals.css, and only when a page needs them.
 */
export const displayFont = localFont({
  src: '../../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-opsz-normal.woff2',
  weight: '200 800',
  display: 'swap',
  variable: '--font-bricolage',
});

/** Running text; drawn so that letters are told apart easily. */
export const textFont = localFont({
  src: '../../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  weight: '200 800',
  display: 'swap',
  variable: '--font-atkinson',
});
