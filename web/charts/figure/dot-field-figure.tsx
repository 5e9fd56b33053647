import { getTranslations } from 'next-intl/server';
import type { Locale } from '../../i18n/locales.ts';
import type { DotField, PlacedDot } from '../state/dot-field.ts';
import { dotPathData, type Place, ringPathData } from '../state/svg-path.ts';

interface Props {
  readonly locale: Locale;
  readonly wide: DotField;
  readonly narrow: DotField;
  /** Servers that count today; those beyond the drawn ones are named in the caption. */
  readonly servers: number;
  /** People active on all of them. */
  readonly people: number;
}

/** From this radius on a dot is a link of its own: 24 pixels across (WCAG 2.5.8). */
const linkRadius = 12;
/** Narrowest letter that is still worth reading, in units of the field. */
const smallestLetter = 10;
/** Average width of a letter of our text face in relation to its size. */
const letterWidth = 0.56;

/** The fediverse as a field of dots, one a server; lengthwise on wide screens, downwards on narrow ones. */
export async function DotFieldFigure({ locale, wide, narrow, servers, people }: Props) {
  const t = await getTranslations('home.field');
  const largest = wide.dots[0];
  if (largest === undefined) return null;
  const description = t('description', {
    count: wide.dots.length,
    domain: largest.domain,
    people: largest.activeUsers ?? 0,
    share: shareOf(largest.activeUsers ?? 0, people, locale),
  });
  const left = servers - wide.dots.length;
  return (
    <figure>
      <Field locale={locale} field={wide} isUpright={false} label={description} className="max-sm:hidden" />
      <Field locale={locale} field={narrow} isUpright label={description} className="sm:hidden" />
      <figcaption className="wide mt-4 grid gap-x-12 gap-y-2 text-small lg:grid-cols-[minmax(0,1fr)_minmax(0,3fr)]">
        <span className="flex flex-wrap gap-x-4">
          <Key label={t('answering')} className="fill-count-fill" />
          <Key label={t('silent')} className="fill-none stroke-other-fill" />
        </span>
        <span className="max-w-prose text-muted">
          {t('caption')} {left > 0 && t('more', { count: left })}
        </span>
      </figcaption>
    </figure>
  );
}

function shareOf(part: number, whole: number, locale: Locale): string {
  const share = whole === 0 ? 0 : part / whole;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

function Key({ label, className }: { readonly label: string; readonly className: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
        <circle cx="7" cy="7" r="5.5" className={className} strokeWidth="2" />
      </svg>
      {label}
    </span>
  );
}

interface FieldProps {
  readonly locale: Locale;
  readonly field: DotField;
  /** True: the field runs from top to bottom. */
  readonly isUpright: boolean;
  readonly label: string;
  readonly className: string;
}

async function Field({ locale, field, isUpright, label, className }: FieldProps) {
  const t = await getTranslations('home.field');
  const [width, height] = isUpright ? [field.breadth, field.length] : [field.length, field.breadth];
  const dots = field.dots.map((dot) => ({
    ...dot,
    x: isUpright ? dot.across : dot.along,
    y: isUpright ? dot.along : dot.across,
  }));
  const [large, small] = [dots.filter(isLarge), dots.filter((dot) => !isLarge(dot))];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of links inside a drawing; a fieldset cannot be there.
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={label}
      className={`wide block h-auto overflow-visible ${className}`}
    >
      <SmallDots dots={small} />
      {large.map((dot) => (
        <a
          key={dot.domain}
          href={`/${locale}/servers/${dot.domain}`}
          className={dot.isAnswering ? 'dot-answering' : 'dot-silent'}
        >
          <title>{t('dot', { domain: dot.domain, people: dot.activeUsers ?? 0 })}</title>
          <circle cx={dot.x.toFixed(1)} cy={dot.y.toFixed(1)} r={dot.radius.toFixed(1)} />
          <DotName dot={dot} x={dot.x} y={dot.y} />
        </a>
      ))}
    </svg>
  );
}

type DrawnDot = PlacedDot & { readonly x: number; readonly y: number };

const isLarge = ({ radius }: PlacedDot) => radius >= linkRadius;

/** Small dots stand on whole places of a field that is so many times finer: fewer digits, and no dot looks moved. */
const finer = 2;

/** Many small dots as few paths: one for each size of those that answer, one for the size of each silent one. */
function SmallDots({ dots }: { readonly dots: readonly DrawnDot[] }) {
  const places = (members: readonly DrawnDot[]) =>
    members.map(({ x, y }): Place => [Math.round(x * finer), Math.round(y * finer)]);
  const bySize = (isAnswering: boolean, sizeOf: (dot: DrawnDot) => string) =>
    [
      ...Map.groupBy(
        dots.filter((dot) => dot.isAnswering === isAnswering),
        sizeOf,
      ),
    ].map(([size, members]) => [size, places(members)] as const);
  return (
    <g transform={`scale(${1 / finer})`}>
      <g className="stroke-count-fill" strokeLinecap="round">
        {bySize(true, ({ radius }) => (radius * 2 * finer).toFixed(1)).map(([width, at]) => (
          <path key={width} d={dotPathData(at)} strokeWidth={width} />
        ))}
      </g>
      <g className="fill-none stroke-other-fill" strokeWidth={1.3 * finer}>
        {bySize(false, ({ radius }) => (Math.max(1, radius - 0.6) * finer).toFixed(1)).map(([radius, at]) => (
          <path key={radius} d={ringPathData(at, Number(radius))} />
        ))}
      </g>
    </g>
  );
}

/** A host name across its dot, where it fits in letters that can be read. */
function DotName({ dot, x, y }: { readonly dot: PlacedDot; readonly x: number; readonly y: number }) {
  const lines = nameLines(dot.domain);
  const longest = Math.max(...lines.map(({ length }) => length));
  const size = Math.min(20, (dot.radius * 1.75) / (longest * letterWidth));
  if (size < smallestLetter) return null;
  return (
    <text fontSize={size.toFixed(1)} className="dot-name">
      {lines.map((line, index) => (
        <tspan
          key={line}
          x={x.toFixed(1)}
          y={(y + (index - (lines.length - 1) / 2 + 0.35) * size * 1.15).toFixed(1)}
        >
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** Labels longer than this are broken at their hyphens too. */
const longestLabel = 12;

/** A host name in lines, broken before its dots, and after hyphens where a part is long. */
function nameLines(domain: string): readonly string[] {
  return domain
    .split(/(?=\.)/)
    .flatMap((label) => (label.length > longestLabel ? label.split(/(?<=-)/) : [label]));
}
