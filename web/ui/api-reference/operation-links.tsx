import type { ReferenceOperation } from '../../data/api-reference.ts';

const base = '/api/v1';

/** Where each address of a group is explained, by its path. */
export function OperationLinks({ operations }: { readonly operations: readonly ReferenceOperation[] }) {
  return (
    <ul dir="ltr">
      {operations.map(({ id, path }) => (
        <li key={id}>
          <a
            href={`#${id}`}
            className="link inline-flex min-h-9 items-center font-mono text-[0.85rem] text-ink [overflow-wrap:anywhere]"
          >
            <code className="min-w-0">{path.slice(base.length)}</code>
          </a>
        </li>
      ))}
    </ul>
  );
}
