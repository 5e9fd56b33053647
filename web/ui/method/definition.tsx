import type { ReactNode } from 'react';

interface Props {
  /** Where it is found on the page; absent: nowhere by itself. */
  readonly id?: string;
  readonly term: ReactNode;
  readonly children: ReactNode;
}

/** A term and what it means, beside each other where there is room. In a `<dl>`. */
export function Definition({ id, term, children }: Props) {
  return (
    <div
      id={id}
      className="grid gap-x-8 gap-y-1 border-b border-line py-4 first:pt-0 sm:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]"
    >
      <dt className="font-display text-lead leading-snug font-bold [overflow-wrap:anywhere]">{term}</dt>
      <dd className="max-w-prose min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
