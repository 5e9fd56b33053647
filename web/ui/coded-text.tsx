import { Fragment } from 'react';
import { richCode } from './method/rich-code.tsx';

/** A sentence of a description, in which names of fields and addresses stand between backquotes. */
export function CodedText({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places.
    <Fragment key={index}>{index % 2 === 1 ? richCode(part) : part}</Fragment>
  ));
}
