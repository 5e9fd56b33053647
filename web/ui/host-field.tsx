interface Props {
  readonly id: string;
  readonly label: string;
  readonly submit: string;
  /** What stands in the field at first. */
  readonly value: string;
  readonly hint?: string;
  /** What is wrong with the value; null: nothing. */
  readonly problem: string | null;
}

/** The field of a form that takes one host name, with its button and what is wrong with it. */
export function HostField({ id, label, submit, value, hint, problem }: Props) {
  const described = [hint === undefined ? null : `${id}-hint`, problem === null ? null : `${id}-problem`];
  const describedBy = described.filter((each) => each !== null).join(' ');
  return (
    <>
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-small text-muted">
          {hint}
        </p>
      )}
      <div className="mt-1 flex flex-wrap gap-3">
        <input
          id={id}
          type="text"
          name="host"
          defaultValue={value}
          dir="ltr"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={300}
          required
          aria-invalid={problem === null ? undefined : true}
          aria-describedby={describedBy === '' ? undefined : describedBy}
          className="min-w-0 flex-1 basis-60"
        />
        <button type="submit" className="button-main max-sm:w-full">
          {submit}
        </button>
      </div>
      {problem !== null && (
        <p
          id={`${id}-problem`}
          role="alert"
          className="mt-3 border-s-8 border-count-fill bg-surface px-4 py-3"
        >
          {problem}
        </p>
      )}
    </>
  );
}
