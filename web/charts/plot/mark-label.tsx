'use client';

import { anchorAt } from '../figure/label-anchor.ts';

interface Props {
  readonly label: string;
  /** Where it stands on the axis, 0 to 1. */
  readonly position: number;
  /** Comes from the plot library: the line that it stands above. */
  readonly viewBox?: { readonly x?: number; readonly y?: number };
}

/** The number of a mark above its line, at the ends kept inside the picture. */
export function MarkLabel({ label, position, viewBox }: Props) {
  return (
    <text
      x={viewBox?.x ?? 0}
      y={viewBox?.y ?? 0}
      dy="-7"
      textAnchor={anchorAt(position)}
      className="figures fill-muted text-[12px] font-bold"
    >
      {label}
    </text>
  );
}
