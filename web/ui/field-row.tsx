import { Fragment, type ReactNode } from 'react';
import { CodedText } from './coded-text.tsx';

interface Props {
  readonly name: string;
  /** What it can hold, in few words. */
  readonly kind: ReactNode;
  /** In English. Null: its name says it all. */
  readonly description: string | null;
  /** The only values that it can have; null: any. */
  readonly values: readonly string[] | null;
  /** What else is to be said of it, in the language of the page. */
  readonly children?: ReactNode;
}

/** A column, field or parameter: its name and kind, and beside them what it means. In a `<dl>`. */
export function FieldRow({ name, kind, description, values, children }: Props) {
  return (
    <div className="grid gap-x-8 gap-y-0.5 border-t border-line py-2.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]">
      <dt>
        <code className="font-mono text-[0.9rem] [overflow-wrap:anywhere]">{name}</code>
        <span className="block text-small text-muted">{kind}</span>
      </dt>
      <dd className="max-w-prose">
        {description !== null && (
          <span lang="en" dir="ltr" className="block">
            <CodedText text={description} />
          </span>
        )}
        {values !== null && (
          <span lang="en" dir="ltr" className="block font-mono text-small text-muted">
            {values.map((value, index) => (
              <Fragment key={value}>
                {index > 0 && ' · '}
                {/* A value with a hyphen in it stays in one piece. */}
                <span className="inline-block max-w-full [overflow-wrap:anywhere]">{value}</span>
              </Fragment>
            ))}
          </span>
        )}
        {children}
      </dd>
    </div>
  );
}
