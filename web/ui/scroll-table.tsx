import type { ReactNode } from 'react';
import { ScrollRegion } from './scroll-region.tsx';

interface Props {
  readonly caption: string;
  readonly columns: readonly string[];
  /** Columns after these, of numbers: set against the end. @default [] */
  readonly numberColumns?: readonly string[];
  readonly children: ReactNode;
}

/** A table that scrolls by itself when it is wider than the screen. Its name is for readers who do not see it. */
export function ScrollTable({ caption, columns, numberColumns = [], children }: Props) {
  return (
    <ScrollRegion name={caption}>
      <table className="w-full min-w-[42rem] border-collapse text-start">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b-2 border-ink">
            {columns.map((column) => (
              <th key={column} scope="col" className="py-2 pe-6 text-start">
                {column}
              </th>
            ))}
            {numberColumns.map((column) => (
              <th key={column} scope="col" className="py-2 ps-6 text-end">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollRegion>
  );
}
