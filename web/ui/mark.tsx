/** The sign of the census: a handful of dots, one a server, and a ring for the one that did not answer. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <circle cx="11.5" cy="12.5" r="9.5" className="fill-count-fill" />
      <circle cx="25.5" cy="7" r="4" className="fill-ink" />
      <circle cx="24.5" cy="20" r="4.75" className="fill-none stroke-other-fill" strokeWidth="2.5" />
      <circle cx="8" cy="27" r="3" className="fill-ink" />
      <circle cx="16" cy="27.5" r="2" className="fill-ink" />
    </svg>
  );
}
