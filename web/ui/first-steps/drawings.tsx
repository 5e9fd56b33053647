import type { ReactNode } from 'react';

/** What the page for newcomers draws. */
export type DrawingName = 'network' | 'server' | 'rules' | 'joining' | 'moving';

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Circle extends Place {
  readonly r: number;
}

/** A drawing in the dots of the census; its caption says what it shows, so it is not read out. Turns round in scripts from right to left. */
export function Drawing({ name, caption }: { readonly name: DrawingName; readonly caption: string }) {
  return (
    <figure className="min-w-0">
      <svg
        viewBox="0 0 400 260"
        aria-hidden="true"
        strokeLinecap="round"
        className="block h-auto w-full max-w-md bg-surface rtl:-scale-x-100"
      >
        {drawings[name]}
      </svg>
      <figcaption className="mt-2 max-w-md text-small text-muted">{caption}</figcaption>
    </figure>
  );
}

/** A server with its people: they are drawn on it. */
function Server({ x, y, r }: Circle) {
  return <circle cx={x} cy={y} r={r} strokeWidth="2.5" className="fill-ground stroke-ink" />;
}

function Person({ x, y }: Place) {
  return <circle cx={x} cy={y} r="7" className="fill-ink" />;
}

function You({ x, y, r = 10 }: Place & { readonly r?: number }) {
  return <circle cx={x} cy={y} r={r} className="fill-count-fill" />;
}

function Tie({
  from,
  to,
  isCut = false,
}: {
  readonly from: Place;
  readonly to: Place;
  readonly isCut?: boolean;
}) {
  return (
    <line
      x1={from.x}
      y1={from.y}
      x2={to.x}
      y2={to.y}
      strokeWidth="2.5"
      className={isCut ? 'stroke-other-fill' : 'stroke-muted'}
      {...(isCut ? { strokeDasharray: '2 9' } : {})}
    />
  );
}

/** Many servers of any size, each tied to others. */
const net: readonly Circle[] = [
  { x: 112, y: 118, r: 52 },
  { x: 232, y: 62, r: 26 },
  { x: 318, y: 122, r: 34 },
  { x: 212, y: 178, r: 20 },
  { x: 292, y: 214, r: 13 },
  { x: 62, y: 218, r: 16 },
  { x: 372, y: 44, r: 9 },
  { x: 148, y: 226, r: 8 },
  { x: 366, y: 204, r: 7 },
  { x: 158, y: 30, r: 10 },
];
const ties: readonly (readonly [number, number])[] = [
  ...([
    [0, 1],
    [0, 3],
    [0, 5],
    [0, 9],
    [0, 2],
  ] as const),
  ...([
    [1, 2],
    [1, 6],
    [1, 9],
    [1, 3],
  ] as const),
  ...([
    [2, 3],
    [2, 4],
    [2, 6],
    [2, 8],
  ] as const),
  ...([
    [3, 4],
    [3, 7],
    [4, 8],
    [5, 7],
  ] as const),
];

function Network() {
  return (
    <>
      {ties.map(([left, right]) => {
        const [from, to] = [net[left], net[right]];
        return from === undefined || to === undefined ? null : (
          <Tie key={`${left} ${right}`} from={from} to={to} />
        );
      })}
      {net.map((each, index) => (
        <circle
          key={`${each.x} ${each.y}`}
          cx={each.x}
          cy={each.y}
          r={each.r}
          className={index % 3 === 0 ? 'fill-count-fill' : 'fill-ink'}
        />
      ))}
    </>
  );
}

const neighbours: readonly Place[] = [
  { x: 96, y: 92 },
  { x: 150, y: 74 },
  { x: 88, y: 152 },
  { x: 142, y: 190 },
  { x: 184, y: 190 },
];
const others: readonly Place[] = [
  { x: 306, y: 66 },
  { x: 344, y: 92 },
  { x: 322, y: 192 },
];

function TwoServers() {
  return (
    <>
      <Server x={135} y={130} r={98} />
      <Server x={325} y={80} r={46} />
      <Server x={322} y={192} r={26} />
      <Tie from={{ x: 140, y: 128 }} to={{ x: 96, y: 92 }} />
      <Tie from={{ x: 140, y: 128 }} to={{ x: 344, y: 92 }} />
      <Tie from={{ x: 140, y: 128 }} to={{ x: 322, y: 192 }} />
      {[...neighbours, ...others].map((each) => (
        <Person key={`${each.x} ${each.y}`} {...each} />
      ))}
      <You x={140} y={128} r={12} />
    </>
  );
}

/** Lines of writing on a server; lengths in units of the drawing. */
function Writing({ x, y, lengths }: Place & { readonly lengths: readonly number[] }) {
  return lengths.map((length, index) => (
    <rect
      // biome-ignore lint/suspicious/noArrayIndexKey: lines never move.
      key={index}
      x={x - 24}
      y={y - ((lengths.length - 1) * 14) / 2 + index * 14 - 3}
      width={length}
      height="6"
      className={index === 0 ? 'fill-count-fill' : 'fill-ink'}
    />
  ));
}

function OwnRules() {
  return (
    <>
      <Tie from={{ x: 100, y: 84 }} to={{ x: 296, y: 92 }} />
      <Tie from={{ x: 100, y: 84 }} to={{ x: 196, y: 196 }} />
      <Tie from={{ x: 296, y: 92 }} to={{ x: 196, y: 196 }} isCut />
      <Server x={100} y={84} r={62} />
      <Server x={300} y={92} r={54} />
      <Server x={196} y={202} r={46} />
      <Writing x={100} y={84} lengths={[48, 36, 44, 24]} />
      <Writing x={300} y={92} lengths={[30, 48]} />
      <Writing x={196} y={202} lengths={[40, 26, 48]} />
    </>
  );
}

/** Three servers, each with a door at its foot: open, opened by somebody, shut. */
function Joining() {
  const doors = [
    { x: 76, state: 'open' },
    { x: 200, state: 'asked' },
    { x: 324, state: 'shut' },
  ] as const;
  return doors.map(({ x, state }) => (
    <g key={state}>
      {state === 'shut' ? (
        <circle cx={x} cy="106" r="46" strokeWidth="5" className="fill-ground stroke-ink" />
      ) : (
        <path
          d={`M ${x + 23} 145.8 A 46 46 0 1 0 ${x - 23} 145.8`}
          strokeWidth="5"
          className="fill-ground stroke-ink"
        />
      )}
      <Person x={x - 22} y={84} />
      <Person x={x + 6} y={74} />
      <Person x={x + 25} y={100} />
      <Person x={x - 16} y={112} />
      {state === 'asked' && (
        <line
          x1={x - 23}
          y1="146"
          x2={x + 23}
          y2="146"
          strokeWidth="4"
          strokeDasharray="1 9"
          className="stroke-other-fill"
        />
      )}
      <You x={x + (state === 'open' ? 6 : 0)} y={state === 'open' ? 124 : 196} />
      {state !== 'shut' && (
        <line
          x1={x}
          y1={state === 'open' ? 226 : 180}
          x2={x}
          y2={state === 'open' ? 148 : 160}
          strokeWidth="2.5"
          strokeDasharray="1 7"
          className="stroke-count-fill"
        />
      )}
    </g>
  ));
}

const followers: readonly Place[] = [
  { x: 146, y: 222 },
  { x: 188, y: 236 },
  { x: 230, y: 232 },
  { x: 268, y: 216 },
];
const posts: readonly Place[] = [
  { x: 62, y: 112 },
  { x: 84, y: 112 },
  { x: 106, y: 112 },
  { x: 62, y: 134 },
  { x: 84, y: 134 },
];

function Moving() {
  return (
    <>
      <Server x={95} y={104} r={66} />
      <Server x={305} y={104} r={66} />
      <path
        d="M 108 76 C 150 20, 240 20, 286 84"
        strokeWidth="2.5"
        strokeDasharray="1 7"
        className="fill-none stroke-count-fill"
      />
      {followers.map((each) => (
        <Tie key={`${each.x} ${each.y}`} from={each} to={{ x: 296, y: 104 }} />
      ))}
      {followers.map((each) => (
        <Person key={`${each.x} ${each.y}`} {...each} />
      ))}
      {posts.map(({ x, y }) => (
        <rect key={`${x} ${y}`} x={x} y={y} width="15" height="15" className="fill-ink" />
      ))}
      <circle cx="100" cy="84" r="10" strokeWidth="2.5" className="fill-none stroke-count-fill" />
      <You x={296} y={104} r={12} />
    </>
  );
}

const drawings: Readonly<Record<DrawingName, ReactNode>> = {
  network: <Network />,
  server: <TwoServers />,
  rules: <OwnRules />,
  joining: <Joining />,
  moving: <Moving />,
};
