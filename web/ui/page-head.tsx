interface Props {
  readonly heading: string;
  readonly lead: string;
  /** The heading holds a host name, which may be long: smaller letters, and it breaks anywhere. @default false */
  readonly isName?: boolean;
}

/** The heading of a page of text, with what it is about in large letters. */
export function PageHead({ heading, lead, isName = false }: Props) {
  return (
    <div className="wide grid gap-y-6 pt-8 lg:pt-14">
      <h1
        className={
          isName
            ? 'max-w-[24ch] text-[clamp(2rem,4.5vw,3.5rem)] leading-[0.98] font-extrabold tracking-[-0.025em] hyphens-manual [overflow-wrap:anywhere]'
            : 'max-w-[18ch] text-title'
        }
      >
        {heading}
      </h1>
      <p className="max-w-[56ch] text-lead">{lead}</p>
    </div>
  );
}
