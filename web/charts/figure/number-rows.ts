/**
 * The look of a table's rows of numbers, whose units stand below each other, so on the right also where text runs from there; said once for its body: said in each cell, it would be most of what such a table
 * weighs.
 */
export const numberRows =
  '[&_td]:py-1.5 [&_td]:ps-4 [&_td]:text-end rtl:[&_td]:text-start [&_th]:py-1.5 [&_th]:pe-4 [&_th]:text-start [&_th]:font-normal [&_th]:whitespace-nowrap [&_tr]:border-b [&_tr]:border-line [&_tr]:align-baseline';
