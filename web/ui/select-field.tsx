interface Option {
  readonly value: string;
  readonly text: string;
}

interface Props {
  readonly name: string;
  readonly label: string;
  /** Text of the choice that filters nothing; absent when there is none. */
  readonly any?: string;
  readonly chosen: string | undefined;
  readonly options: readonly Option[];
  /** Text of a chosen value that is not among the options. @default the value itself */
  readonly other?: string;
}

/** A labelled choice. A value from the address that is not on offer stays chosen, so that a form never loses it. */
export function SelectField({ name, label, any, chosen, options, other }: Props) {
  const isOffered = chosen === undefined || options.some(({ value }) => value === chosen);
  return (
    <div className="min-w-0">
      <label htmlFor={name} className="font-semibold">
        {label}
      </label>
      <select id={name} name={name} defaultValue={chosen ?? ''} className="mt-1">
        {any !== undefined && <option value="">{any}</option>}
        {!isOffered && <option value={chosen}>{other ?? chosen}</option>}
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
