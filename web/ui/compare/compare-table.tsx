import type { ReactNode } from 'react';

/** What stands in a row for one server. */
export interface CompareCell {
  readonly content: ReactNode;
  /** Few words: in a block, they stand beside the server's name. */
  readonly isShort: boolean;
}

/** A row: what it is about, and what stands there for each server, in the order of the columns. */
export interface CompareRow {
  readonly id: string;
  readonly name: ReactNode;
  readonly cells: readonly CompareCell[];
}

interface Props {
  /** For readers who do not see the table. */
  readonly caption: string;
  /** What the first column holds, for readers who do not see it. */
  readonly rowTitle: string;
  readonly columns: readonly { readonly domain: string; readonly unicode_domain: string }[];
  readonly rows: readonly CompareRow[];
}

/**
 * A table with a column a server. Where there is no room for the columns, each row becomes a block: its name, and below it
 * what stands there for each server under that server's name. It is a table to programs either way.
 */
export function CompareTable({ caption, rowTitle, columns, rows }: Props) {
  // Three columns and more need the width of a desk.
  const isWide = columns.length > 2;
  const at = isWide ? wideClasses : narrowClasses;
  return (
    <table className={`w-full border-collapse ${at.table}`}>
      <caption className="sr-only">{caption}</caption>
      <thead className={at.head}>
        <tr>
          <th scope="col" className="w-36 py-3 pe-4 xl:w-44">
            <span className="sr-only">{rowTitle}</span>
          </th>
          {columns.map(({ domain, unicode_domain }) => (
            <th
              key={domain}
              scope="col"
              className="sticky top-0 border-b-2 border-ink bg-ground py-3 pe-5 text-start align-bottom font-bold"
            >
              <bdi dir="ltr" className="line-clamp-3 [overflow-wrap:anywhere]">
                {unicode_domain}
              </bdi>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={at.block}>
        {rows.map(({ id, name, cells }) => (
          <tr key={id} className={`border-t border-line ${at.row}`}>
            <th scope="row" className={`py-3 pe-4 text-start align-top ${at.rowName}`}>
              {name}
            </th>
            {cells.map(({ content, isShort }, index) => (
              <td
                key={columns[index]?.domain}
                className={`py-3 pe-5 align-top ${at.cell} ${isShort ? at.short : ''}`}
              >
                {/* A program reads the header of the column. */}
                <p aria-hidden="true" className={`mb-0.5 text-small font-bold text-muted ${at.cellName}`}>
                  <bdi dir="ltr" className="[overflow-wrap:anywhere]">
                    {columns[index]?.unicode_domain}
                  </bdi>
                </p>
                <div className="min-w-0 [overflow-wrap:anywhere]">{content}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Tailwind finds classes as they stand in the text, so both widths are written out. */
const narrowClasses = {
  table: 'table-fixed max-md:block',
  head: 'max-md:sr-only',
  block: 'max-md:block',
  row: 'max-md:block max-md:border-t-2 max-md:border-ink max-md:pb-4',
  rowName: 'max-md:block max-md:pb-0 max-md:font-display max-md:text-lead',
  cell: 'max-md:block max-md:pe-0 max-md:pb-0',
  cellName: 'md:hidden',
  short: 'max-md:grid max-md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] max-md:gap-x-4',
};
const wideClasses = {
  table: 'table-fixed max-lg:block',
  head: 'max-lg:sr-only',
  block: 'max-lg:block',
  row: 'max-lg:block max-lg:border-t-2 max-lg:border-ink max-lg:pb-4',
  rowName: 'max-lg:block max-lg:pb-0 max-lg:font-display max-lg:text-lead',
  cell: 'max-lg:block max-lg:pe-0 max-lg:pb-0',
  cellName: 'lg:hidden',
  short: 'max-lg:grid max-lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] max-lg:gap-x-4',
};
