import type { ReactNode } from 'react';

interface Props {
  /** Also the address of the section: `#growth`. */
  readonly id: string;
  readonly heading: ReactNode;
  /** A few words under the heading. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A part of a page, laid out as on a form: what it is about at the side, the entry beside it; on a narrow screen one
 * above the other.
 */
export function Section({ id, heading, note, children }: Props) {
  return (
    <section aria-labelledby={`${id}-heading`} id={id} className="wide mt-section">
      <div className="grid gap-x-columns gap-y-6 border-t-2 border-ink pt-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,3fr)]">
        <header>
          <h2 id={`${id}-heading`} className="text-section">
            {heading}
          </h2>
          {note !== undefined && <div className="mt-2 max-w-prose text-muted">{note}</div>}
        </header>
        <div className="min-w-0">{children}</div>
      </div>
    </section>
  );
}
