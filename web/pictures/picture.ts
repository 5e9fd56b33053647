import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { fitText } from './fit-text.ts';
import { pictureFonts, registerFonts } from './fonts.ts';
import { pictureSize } from './picture-path.ts';

/** What a picture shows. All texts are ready to be read. */
export interface Picture {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  /** A line below the title. @default none */
  readonly subtitle?: string;
  /** At most three figures with what they count. */
  readonly figures: readonly { readonly value: string; readonly label: string }[];
  /** What the figures hold for, and who says so. */
  readonly foot: string;
}

/** As in app/globals.css, the light scheme: a picture does not know where it will be shown. */
const colours = {
  ground: '#e9efec',
  ink: '#11201c',
  muted: '#47594f',
  line: '#c2cec8',
  count: '#c2330c',
  countFill: '#d43c0c',
  otherFill: '#2f76a8',
} as const;

const margin = 72;
const inner = pictureSize.width - 2 * margin;

/** Draws a picture as PNG. */
export function drawPicture(picture: Picture): Promise<Uint8Array> {
  registerFonts();
  const canvas = createCanvas(pictureSize.width, pictureSize.height);
  const context = canvas.getContext('2d');
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, pictureSize.width, pictureSize.height);
  const page = new PicturePage(context, picture.direction);
  drawField(page);
  page.mark(0, 60, 64);
  page.write('Fedicensus', { start: 82, baseline: 108, weight: 800, size: 44, family: pictureFonts.display });
  drawTitle(page, picture);
  drawFigures(page, picture);
  const foot = { start: 0, baseline: 588, weight: 400, size: 24, family: pictureFonts.text };
  page.write(page.fit(picture.foot, { ...foot, width: inner, locale: picture.locale }), {
    ...foot,
    colour: colours.muted,
  });
  return canvas.encode('png');
}

function drawTitle(page: PicturePage, { title, subtitle, locale }: Picture): void {
  // Letters of Arabic stand further above and below the line.
  const lineHeight = locale === 'ar' ? 1.35 : 1.1;
  const height = subtitle === undefined ? 235 : 180;
  const space = { width: inner - 150, height, lineHeight, sizes: [88, 76, 68, 60, 52] };
  const measure = (text: string, size: number) => page.measure(text, 800, size, pictureFonts.display);
  const { lines, size } = fitText(title, space, measure, locale);
  const top = 172 + size * 0.8;
  for (const [index, line] of lines.entries())
    page.write(line, {
      ...{
        start: 0,
        baseline: top + index * size * lineHeight,
        weight: 800,
        size,
        family: pictureFonts.display,
      },
    });
  if (subtitle === undefined) return;
  const below = { start: 0, weight: 400, size: 34, family: pictureFonts.text };
  page.write(page.fit(subtitle, { ...below, width: inner - 150, locale }), {
    ...{ ...below, baseline: top + (lines.length - 1) * size * lineHeight + 58, colour: colours.muted },
  });
}

function drawFigures(page: PicturePage, { figures, locale }: Picture): void {
  if (figures.length === 0) return;
  page.rule(428);
  const width = inner / Math.max(2, figures.length);
  for (const [index, { value, label }] of figures.entries()) {
    const start = index * width;
    const large = { start, weight: 800, size: 64, family: pictureFonts.display };
    const small = { start, weight: 400, size: 26, family: pictureFonts.text };
    const room = { width: width - 24, locale };
    page.write(page.fit(value, { ...large, ...room }), {
      ...{ ...large, baseline: 496, colour: index === 0 ? colours.count : colours.ink },
    });
    page.write(page.fit(label, { ...small, ...room }), { ...small, baseline: 534, colour: colours.muted });
  }
}

/** Dots in falling size along the far edge: the sign of the census, as on its pages. */
function drawField(page: PicturePage): void {
  const sizes = [58, 40, 30, 23, 17, 13, 10, 8, 6];
  let down = 70;
  for (const [index, radius] of sizes.entries()) {
    page.dot(inner - 20 - (index % 2) * 34, down + radius - 30, radius, index % 5 === 3 ? 'ring' : 'dot');
    down += radius * 1.8;
  }
}

interface Writing {
  /** Pixels from the side at which reading starts, within the margin. */
  readonly start: number;
  readonly baseline: number;
  readonly weight: number;
  readonly size: number;
  readonly family: string;
  /** @default ink */
  readonly colour?: string;
}

/** A canvas whose inline direction is the reader's. */
class PicturePage {
  readonly #context: SKRSContext2D;
  readonly #isRtl: boolean;

  constructor(context: SKRSContext2D, direction: 'ltr' | 'rtl') {
    this.#context = context;
    this.#isRtl = direction === 'rtl';
    context.direction = direction;
    context.textAlign = 'start';
  }

  measure(text: string, weight: number, size: number, family: string): number {
    this.#context.font = `${weight} ${size}px ${family}`;
    return this.#context.measureText(text).width;
  }

  /** One line of a text, cut where it would be wider. */
  fit(
    text: string,
    { weight, size, family, width, locale }: Omit<Writing, 'baseline'> & { width: number; locale: string },
  ): string {
    const space = { width, height: size, lineHeight: 1, sizes: [size] };
    return (
      fitText(text, space, (each, at) => this.measure(each, weight, at, family), locale).lines.at(0) ?? ''
    );
  }

  write(text: string, { start, baseline, weight, size, family, colour = colours.ink }: Writing): void {
    this.#context.font = `${weight} ${size}px ${family}`;
    this.#context.fillStyle = colour;
    this.#context.fillText(text, this.#across(start), baseline);
  }

  rule(down: number): void {
    this.#context.fillStyle = colours.ink;
    this.#context.fillRect(margin, down, inner, 3);
  }

  dot(along: number, down: number, radius: number, kind: 'dot' | 'ring'): void {
    const context = this.#context;
    context.beginPath();
    context.arc(this.#across(along), down, radius, 0, 2 * Math.PI);
    if (kind === 'dot') {
      context.fillStyle = colours.countFill;
      context.fill();
    } else {
      context.strokeStyle = colours.otherFill;
      context.lineWidth = 5;
      context.stroke();
    }
  }

  /** The sign of the census, as app/icon.svg has it. */
  mark(start: number, top: number, size: number): void {
    const unit = size / 32;
    const context = this.#context;
    const circle = (x: number, y: number, radius: number) => {
      context.beginPath();
      const left = this.#isRtl ? this.#across(start) - size : this.#across(start);
      context.arc(left + x * unit, top + y * unit, radius * unit, 0, 2 * Math.PI);
    };
    context.fillStyle = colours.countFill;
    circle(11.5, 12.5, 9.5);
    context.fill();
    context.fillStyle = colours.ink;
    for (const [x, y, radius] of [
      [25.5, 7, 4],
      [8, 27, 3],
      [16, 27.5, 2],
    ] as const) {
      circle(x, y, radius);
      context.fill();
    }
    context.strokeStyle = colours.otherFill;
    context.lineWidth = 2.5 * unit;
    circle(24.5, 20, 4.75);
    context.stroke();
  }

  #across(start: number): number {
    return this.#isRtl ? pictureSize.width - margin - start : margin + start;
  }
}
