/** The figures an instance reports of itself, in the order of their places in a packed provenance. */
export const figureNames = [
  'users_total',
  'users_active_month',
  'users_active_half_year',
  'local_posts',
  'local_comments',
] as const;

/** One of {@link figureNames}. */
export type FigureName = (typeof figureNames)[number];

/**
 * Where a figure's value, or its absence, comes from.
 * `reported`: the server said it. `absent`: it said nothing, or null. `refused`: robots.txt or a 401 keeps us from
 * the document that holds it. `invalid`: it said something that is no count (negative, fractional, unsafe, no number).
 */
export const provenances = ['absent', 'reported', 'refused', 'invalid'] as const;

/** One of {@link provenances}. */
export type Provenance = (typeof provenances)[number];

/** A figure: its value (null unless `reported`) and its provenance. `0` is a reported zero. */
export interface Figure {
  readonly value: number | null;
  readonly provenance: Provenance;
}

/** All figures of one instance on one day. */
export type Figures = Readonly<Record<FigureName, Figure>>;

/** Two bits a figure keep the provenance of a whole snapshot in one smallint. */
const bitsPerFigure = 2;
const mask = 0b11;

/** Packs the provenances of a snapshot into one number, two bits a figure, the first figure lowest. */
export function packProvenance(figures: Figures): number {
  return figureNames.reduce(
    (packed, name, place) =>
      packed | (provenances.indexOf(figures[name].provenance) << (place * bitsPerFigure)),
    0,
  );
}

/** Reads one figure's provenance out of a packed number (see {@link packProvenance}). */
export function unpackProvenance(packed: number, name: FigureName): Provenance {
  const code = (packed >> (figureNames.indexOf(name) * bitsPerFigure)) & mask;
  return provenances[code] ?? 'absent';
}

/** A figure that the server did not state. */
export const absentFigure: Figure = { value: null, provenance: 'absent' };

/** All figures absent: what an instance that states nothing has. */
export const noFigures: Figures = {
  users_total: absentFigure,
  users_active_month: absentFigure,
  users_active_half_year: absentFigure,
  local_posts: absentFigure,
  local_comments: absentFigure,
};
