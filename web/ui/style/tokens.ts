/** The design tokens of `app/globals.css`, for the page that shows them; a test compares. */

/** Colours of the light and of the dark scheme. */
export const colours = {
  ground: { light: '#e9efec', dark: '#0d1513' },
  surface: { light: '#f7faf8', dark: '#15201d' },
  ink: { light: '#11201c', dark: '#e8f0ec' },
  muted: { light: '#47594f', dark: '#a3b5ad' },
  line: { light: '#c2cec8', dark: '#2c3b36' },
  count: { light: '#c2330c', dark: '#ff8159' },
  'count-fill': { light: '#d43c0c', dark: '#ff6a3d' },
  'on-count': { light: '#ffffff', dark: '#160703' },
  other: { light: '#1d5a86', dark: '#86bde8' },
  'other-fill': { light: '#2f76a8', dark: '#6ba9d8' },
  focus: { light: '#11201c', dark: '#e8f0ec' },
} as const satisfies Readonly<Record<string, { readonly light: string; readonly dark: string }>>;

/** Name of a colour. */
export type Colour = keyof typeof colours;

/** A colour and the one it stands on. */
export interface ColourPair {
  readonly on: Colour;
  readonly colour: Colour;
}

const grounds = ['ground', 'surface'] as const satisfies readonly Colour[];
const onBoth = (colour: Colour) => grounds.map((on): ColourPair => ({ colour, on }));

/** Text and what it may stand on: at least {@link textContrast}. */
export const textPairs: readonly ColourPair[] = [
  ...(['ink', 'muted', 'count', 'other'] as const).flatMap(onBoth),
  { colour: 'on-count', on: 'count-fill' },
  { colour: 'ground', on: 'ink' },
];

/** Marks, lines that mean something, and the ring around the focus: at least {@link markContrast}. */
export const markPairs: readonly ColourPair[] = (['count-fill', 'other-fill', 'focus'] as const).flatMap(
  onBoth,
);

/** Least contrast of text (WCAG 2.2, 1.4.3). */
export const textContrast = 4.5;
/** Least contrast of what is no text (WCAG 2.2, 1.4.11). */
export const markContrast = 3;

/** Sizes of type, the largest first: the utility is `text-…`. */
export const typeSizes = {
  title: 'clamp(2.4rem, 6.5vw, 5rem)',
  tool: 'clamp(2.4rem, 5vw, 3.75rem)',
  section: '1.875rem',
  heading: '1.5rem',
  quoted: '1.5rem',
  lead: '1.25rem',
  large: '1.125rem',
  body: '1rem',
  small: '0.875rem',
} as const;

/** Rooms that have a name: `min-h-target`, `gap-x-columns`. */
export const spaces = {
  target: '2.75rem',
  button: '3rem',
  columns: '3rem',
  gutter: 'clamp(1rem, 4vw, 2.5rem)',
  section: 'clamp(4rem, 3rem + 2.5vw, 5rem)',
} as const;

/** Corners: `rounded-…`. */
export const radii = { box: '0', dot: '50%' } as const;
