interface Props {
  readonly heading: string;
  readonly lead: string;
}

/** The heading of a page of text, with what it is about in large letters. */
export function PageHead({ heading, lead }: Props) {
  return (
    <div className="wide grid gap-y-6 pt-8 lg:pt-14">
      <h1 className="max-w-[18ch] text-[clamp(2.4rem,6.5vw,5rem)] leading-[0.98] font-extrabold tracking-[-0.025em]">
        {heading}
      </h1>
      <p className="max-w-[56ch] text-xl leading-relaxed">{lead}</p>
    </div>
  );
}
