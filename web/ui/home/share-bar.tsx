/** A part of a whole as a bar: filled what was reported on the day, hatched what is carried. Said in words beside it. */
export function ShareBar({ part, whole }: { readonly part: number; readonly whole: number }) {
  const share = whole === 0 ? 0 : (part / whole) * 100;
  return (
    <svg viewBox="0 0 100 2.5" preserveAspectRatio="none" aria-hidden="true" className="block h-2 w-full">
      <rect x="0" y="1" width="100" height="0.5" className="fill-other-fill" />
      <rect x="0" y="0" width={share.toFixed(2)} height="2.5" className="fill-count-fill" />
    </svg>
  );
}
