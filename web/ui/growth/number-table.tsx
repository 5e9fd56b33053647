import { numberRows } from '../../charts/figure/number-rows.ts';

/** One row: what it is about, its values, and how long its bar is (0 to 1). */
export interface NumberRow {
  readonly key: string;
  readonly head: string;
  readonly cells: readonly string[];
  readonly bar?: number | null;
}

interface Props {
  readonly caption: string;
  readonly headColumn: string;
  readonly columns: readonly string[];
  readonly rows: readonly NumberRow[];
}

/** Numbers in columns, each row with a bar under it where it has one. */
export function NumberTable({ caption, headColumn, columns, rows }: Props) {
  return (
    <table className="figures mb-3 w-full border-collapse text-start">
      <caption className="sr-only">{caption}</caption>
      <thead className="bg-ground">
        <tr className="border-b-2 border-ink align-bottom">
          <th scope="col" className="py-2 pe-4 text-start">
            {headColumn}
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className="py-2 ps-4 text-end rtl:text-start">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={numberRows}>
        {rows.map(({ key, head, cells, bar }) => (
          <tr key={key}>
            <th scope="row">
              {head}
              {bar !== undefined && bar !== null && <Bar length={bar} />}
            </th>
            {cells.map((cell, index) => (
              <td key={columns[index]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The value in words stands beside it. */
function Bar({ length }: { readonly length: number }) {
  return (
    <svg
      viewBox="0 0 100 2"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="mt-1 block h-1.5 w-full min-w-20 rtl:-scale-x-100"
    >
      <rect x="0" y="0.75" width="100" height="0.5" className="fill-line" />
      <rect
        x="0"
        y="0"
        width={(Math.min(1, length) * 100).toFixed(2)}
        height="2"
        className="fill-count-fill"
      />
    </svg>
  );
}
