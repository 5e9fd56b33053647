/** Room around the curves for the labels of the axes, in pixels; the same on paper and in the interactive plot. */
export const plotMargin = { top: 20, bottom: 26, left: 44, right: 8 } as const;
