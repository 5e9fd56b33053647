/** How a label of the time axis hangs at its mark, so that those at the ends stay inside the picture. */
export function anchorAt(position: number): 'start' | 'middle' | 'end' {
  if (position < 0.04) return 'start';
  return position > 0.96 ? 'end' : 'middle';
}
