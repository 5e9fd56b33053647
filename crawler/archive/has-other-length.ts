/** Whether a CSV row has fewer cells than its header, or more that hold something. */
export function hasOtherLength(cells: readonly string[], width: number): boolean {
  return cells.length < width || cells.slice(width).some((cell) => cell.trim() !== '');
}
