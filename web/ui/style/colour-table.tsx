import { getTranslations } from 'next-intl/server';
import { formatter } from '../../i18n/formatter.ts';
import { contrast } from './contrast.ts';
import {
  type Colour,
  type ColourPair,
  colours,
  markContrast,
  markPairs,
  textContrast,
  textPairs,
} from './tokens.ts';

/** Written out, since a class that is put together is not found by what makes the style sheet. */
const swatch: Readonly<Record<Colour, string>> = {
  ground: 'bg-ground',
  surface: 'bg-surface',
  ink: 'bg-ink',
  muted: 'bg-muted',
  line: 'bg-line',
  count: 'bg-count',
  'count-fill': 'bg-count-fill',
  'on-count': 'bg-on-count',
  other: 'bg-other',
  'other-fill': 'bg-other-fill',
  focus: 'bg-ink',
};

const names = Object.keys(colours) as readonly Colour[];

/** The colours of one scheme in that scheme, whichever the page has, with what they are for and their contrast. */
export async function ColourTable({ scheme }: { readonly scheme: 'light' | 'dark' }) {
  const t = await getTranslations('style');
  return (
    <div data-scheme={scheme} className="min-w-0 border border-line bg-ground p-5 text-ink">
      <h3 className="text-heading">{t(`schemes.${scheme}`)}</h3>
      <ul className="mt-3 grid gap-2">
        {names.map((name) => (
          <li key={name} className="flex items-start gap-3">
            <span aria-hidden="true" className={`mt-1 size-8 shrink-0 border border-muted ${swatch[name]}`} />
            <span className="min-w-0">
              <code className="font-mono text-small">{name}</code>{' '}
              <code className="font-mono text-small text-muted">{colours[name][scheme]}</code>
              <span className="block text-small text-muted">{t(`colours.${name}`)}</span>
            </span>
          </li>
        ))}
      </ul>
      <Pairs caption={t('textContrast', { least: textContrast })} pairs={textPairs} scheme={scheme} />
      <Pairs caption={t('markContrast', { least: markContrast })} pairs={markPairs} scheme={scheme} />
    </div>
  );
}

interface PairsProps {
  readonly caption: string;
  readonly pairs: readonly ColourPair[];
  readonly scheme: 'light' | 'dark';
}

async function Pairs({ caption, pairs, scheme }: PairsProps) {
  const format = await formatter();
  return (
    <table className="figures mt-5 w-full border-collapse text-small">
      <caption className="text-start font-bold">{caption}</caption>
      <tbody>
        {pairs.map(({ colour, on }) => (
          <tr key={`${colour} ${on}`} className="border-b border-line">
            <th scope="row" className="py-1 text-start font-mono font-normal">
              {colour} / {on}
            </th>
            <td className="py-1 text-end">
              {format.number(contrast(colours[colour][scheme], colours[on][scheme]), 'ratio')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
