import type { ReportedFigures } from '../instance-state.ts';
import type { Fault } from './fault.ts';

/** What is wrong with a NodeInfo document that arrives complete. */
export const documentKinds = [
  'json-truncated',
  'json-deep',
  'json-keys',
  'json-prototype',
  'json-bad-utf8',
  'figures-negative',
  'figures-unsafe',
  'figures-words',
  'figures-as-text',
  'figures-over-total',
  'hostile-names',
] as const;

const deepLevels = 100_000;
const manyKeys = 300_000;
/** Active users above all users, in {@link documentFaults}. */
const surplus = 1_000;

const nothingStated: ReportedFigures = {
  usersTotal: null,
  usersActiveMonth: null,
  usersActiveHalfYear: null,
  localPosts: null,
  localComments: null,
};

/** Names as nobody should print them: NUL, a terminal's escape sequences, an override of direction, a script. */
export const hostileTitle =
  '\u0000Quiet \u001b[31mharbor\u001b[0m \u202etrossecca\u202c <script>alert(1)</script>\r\nX-Injected: 1';
const hostileDescription = `${hostileTitle} "><img src=x onerror=alert(1)> =HYPERLINK("https://127.0.0.1/") \ud800 ${'Z\u0301\u0302\u0303'.repeat(500)}`;

/** A change of the NodeInfo document's text. */
const withBody = (change: (body: string) => string | Uint8Array): Pick<Fault, 'isOfMastodon' | 'alter'> => ({
  isOfMastodon: true,
  alter: (answer, part) => {
    if (part !== 'nodeinfo') return answer;
    const body = change(answer.body);
    return typeof body === 'string' ? { ...answer, body } : { ...answer, body };
  },
});

/** Figures in the place of those that are there, as JSON texts: some could not be written in another way. */
const withFigures = (
  texts: Readonly<Record<'total' | 'activeMonth' | 'activeHalfyear' | 'localPosts', string>>,
) =>
  withBody((body) =>
    Object.entries(texts).reduce(
      (changed, [name, text]) => changed.replace(new RegExp(`("${name}":)\\d+`), (_, key) => key + text),
      body,
    ),
  );

/** One more member at the end of the document. */
const withMember = (member: () => string) => withBody((body) => `${body.slice(0, -1)},${member()}}`);

/** The faults of {@link documentKinds}. */
export const documentFaults: Readonly<Record<(typeof documentKinds)[number], Fault>> = {
  'json-truncated': { condition: 'failing', ...withBody((body) => body.slice(0, body.length / 2)) },
  'json-deep': {
    condition: 'failing',
    ...withMember(() => `"deep":${'['.repeat(deepLevels)}${']'.repeat(deepLevels)}`),
  },
  'json-keys': { condition: 'failing', ...withMember(manyMembers) },
  // Ordinary keys of a document that is good otherwise.
  'json-prototype': {
    condition: 'healthy',
    ...withBody(
      (body) =>
        `{"__proto__":{"usage":{"users":{"total":99999999}},"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"toString":1,"hasOwnProperty":1,${body.slice(1)}`,
    ),
  },
  'json-bad-utf8': {
    condition: 'failing',
    ...withBody((body) =>
      Buffer.concat([
        Buffer.from(`${body.slice(0, -1)},"broken":"`),
        Buffer.from([0xff, 0xc3]),
        Buffer.from('"}'),
      ]),
    ),
  },
  // A figure that is none voids itself, never the server.
  'figures-negative': {
    condition: 'healthy',
    figures: () => nothingStated,
    ...withFigures({ total: '-1', activeMonth: '-5', activeHalfyear: '-2147483649', localPosts: '-0.5' }),
  },
  'figures-unsafe': {
    condition: 'healthy',
    figures: () => nothingStated,
    ...withFigures({
      total: '1e400',
      activeMonth: '9007199254740993',
      activeHalfyear: '1e21',
      localPosts: '9'.repeat(1_000),
    }),
  },
  'figures-words': {
    condition: 'healthy',
    figures: () => nothingStated,
    ...withFigures({ total: '"many"', activeMonth: 'true', activeHalfyear: '[7]', localPosts: '{"n":7}' }),
  },
  'figures-as-text': {
    condition: 'healthy',
    ...withBody((body) =>
      body.replace(/("(?:total|activeMonth|activeHalfyear|localPosts)":)(\d+)/g, '$1"$2"'),
    ),
  },
  // Implausible, but said: a rule that doubts it says so, the figure stays what it is.
  'figures-over-total': {
    condition: 'healthy',
    figures: (stated) => ({
      ...stated,
      usersActiveMonth: stated.usersTotal === null ? null : stated.usersTotal + surplus,
    }),
    ...withBody((body) => {
      const total = Number(/"total":(\d+)/.exec(body)?.[1] ?? 0);
      return body.replace(/("activeMonth":)\d+/, `$1${total + surplus}`);
    }),
  },
  'hostile-names': {
    condition: 'healthy',
    isOfMastodon: true,
    rewrite: () => ({ title: hostileTitle, description: hostileDescription }),
  },
};

let members: string | undefined;
function manyMembers(): string {
  members ??= Array.from({ length: manyKeys }, (_, index) => `"k${index.toString(36)}":0`).join(',');
  return members;
}
