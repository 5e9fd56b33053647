import { type ComponentProps, createElement } from 'react';
import type { FacetCount } from '../../../db/queries/count-by-facet.ts';

/** A value to choose, with its words. */
export interface FieldOption {
  readonly value: string;
  readonly text: string;
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
}

interface SelectProps extends FieldProps {
  /** Text of the choice that narrows nothing; absent when there is none. */
  readonly any?: string;
  readonly chosen: string | undefined;
  readonly options: readonly FieldOption[];
  /** Text of a chosen value that is not among the options. @default the value itself */
  readonly other?: string;
  /** Id of the form, where the field stands outside it. */
  readonly form?: string;
}

/** A labelled choice of one. A value from the address that is not on offer stays chosen, so that a form never loses it. */
export function SelectField({ name, label, any, chosen, options, other, form }: SelectProps) {
  const isOffered = chosen === undefined || options.some(({ value }) => value === chosen);
  return (
    <p className="field">
      <label htmlFor={name}>{label}</label>
      {select({ id: name, name, defaultValue: chosen ?? '', form }, [
        ...(any === undefined ? [] : [{ value: '', text: any }]),
        ...(isOffered ? [] : [{ value: chosen, text: other ?? chosen }]),
        ...options,
      ])}
    </p>
  );
}

interface TickProps extends FieldProps {
  readonly chosen: readonly string[];
  readonly options: readonly FieldOption[];
  /** Below the label. */
  readonly note?: string;
}

/** A choice of several out of a few, all in view. */
export function TickField({ name, label, chosen, options, note }: TickProps) {
  return (
    <fieldset>
      <legend>{label}</legend>
      {note !== undefined && <p className="note">{note}</p>}
      <Ticks name={name} chosen={chosen} options={options} />
    </fieldset>
  );
}

interface ChoiceProps extends TickProps {
  readonly any: string;
  /** In place of `any`, once something is chosen. */
  readonly nothingMore: string;
}

/** A choice of several out of many: what is chosen stands ticked above, and the list adds one. */
export function ChoiceField({ name, label, chosen, options, any, nothingMore, note }: ChoiceProps) {
  const ticked = options.filter(({ value }) => chosen.includes(value));
  return (
    <fieldset>
      <legend>
        <label htmlFor={name}>{label}</label>
      </legend>
      {note !== undefined && <p className="note">{note}</p>}
      <Ticks name={name} chosen={chosen} options={ticked} />
      {select({ id: name, name, defaultValue: '' }, [
        { value: '', text: ticked.length === 0 ? any : nothingMore },
        ...options.filter(({ value }) => !chosen.includes(value)),
      ])}
    </fieldset>
  );
}

/** A list to choose from. Its options are children without keys: each would be sent along, and there are a hundred of them. */
function select(props: ComponentProps<'select'>, options: readonly FieldOption[]) {
  return createElement(
    'select',
    props,
    ...options.map(({ value, text }) => createElement('option', { value }, text)),
  );
}

function Ticks({ name, chosen, options }: Omit<TickProps, 'label'>) {
  return options.map(({ value, text }) => (
    <label key={value}>
      <input
        type="checkbox"
        name={name}
        value={value}
        {...(chosen.includes(value) ? { defaultChecked: true } : {})}
      />
      {text}
    </label>
  ));
}

/** Values with their words; a chosen one that is not offered stays among them, with what is shown now. */
export function fieldOptions<Value extends string | number>(
  counts: readonly FacetCount<Value>[],
  chosen: readonly Value[],
  {
    total,
    most = Number.POSITIVE_INFINITY,
    textOf,
  }: {
    readonly total: number;
    /** Of a long tail, so many are offered; an address may name any. @default all */
    readonly most?: number;
    readonly textOf: (value: Value, count: number) => string;
  },
): readonly FieldOption[] {
  const offered = counts.slice(0, most);
  const missing = chosen.filter((each) => !offered.some(({ value }) => value === each));
  return [...missing.map((value) => ({ value, instances: total })), ...offered].map(
    ({ value, instances }) => ({ value: String(value), text: textOf(value, instances) }),
  );
}
