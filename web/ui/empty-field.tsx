const columns = 32;
const rows = 7;
const step = 40;

/** The field of dots before anything is in it: rings in rows, like the squares of an empty form. */
export function EmptyField({
  label,
  className = '',
}: {
  readonly label: string;
  readonly className?: string;
}) {
  const places = Array.from({ length: columns * rows }, (_, index) => ({
    x: (index % columns) * step + step / 2,
    y: Math.floor(index / columns) * step + step / 2,
    // Smaller towards the end, as the servers will lie.
    radius: 15 - 12.5 * ((index % columns) / columns) ** 0.7,
  }));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${columns * step} ${rows * step}`}
      preserveAspectRatio="xMinYMin slice"
      className={`block h-64 w-full ${className}`}
    >
      {places.map(({ x, y, radius }) => (
        <circle
          key={`${x} ${y}`}
          cx={x}
          cy={y}
          r={radius.toFixed(1)}
          className="fill-none stroke-other-fill"
          strokeWidth="1.5"
        />
      ))}
    </svg>
  );
}
