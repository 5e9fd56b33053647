interface Props {
  readonly heading: string;
  readonly parts: readonly { readonly id: string; readonly heading: string }[];
}

/** Where on a long page to find what: links to its sections, in their order. */
export function Contents({ heading, parts }: Props) {
  return (
    <nav aria-labelledby="contents" className="wide mt-10">
      <h2 id="contents" className="font-text text-body font-bold">
        {heading}
      </h2>
      <ol className="mt-1 columns-1 gap-x-12 sm:columns-2 lg:columns-3">
        {parts.map((part) => (
          <li key={part.id} className="break-inside-avoid">
            <a href={`#${part.id}`} className="link inline-flex min-h-9 items-center">
              {part.heading}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
