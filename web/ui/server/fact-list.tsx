import type { ReactNode } from 'react';

/** A term and what we know of it. */
export interface Fact {
  readonly term: string;
  readonly value: ReactNode;
}

interface Props {
  readonly facts: readonly Fact[];
  /** Values are sentences: one fact below the other, its value beside the term, on a phone below it. @default false */
  readonly isLong?: boolean;
}

/** Facts in two columns, as on a form. */
export function FactList({ facts, isLong = false }: Props) {
  return (
    <dl className={`figures grid gap-x-12 ${isLong ? '' : 'sm:grid-cols-2'}`}>
      {facts.map(({ term, value }) => (
        <div
          key={term}
          className={`gap-x-6 border-b border-line py-2.5 ${
            isLong
              ? 'grid sm:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]'
              : 'flex flex-wrap items-baseline justify-between'
          }`}
        >
          <dt className="text-muted">{term}</dt>
          <dd className="font-semibold [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
