import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { radii, spaces, typeSizes } from './tokens.ts';

/** Written out, as in `colour-table.tsx`; headings with their face. */
const typeClass: Readonly<Record<keyof typeof typeSizes, string>> = {
  title: 'font-display text-title',
  tool: 'font-display text-tool',
  section: 'font-display text-section',
  heading: 'font-display text-heading',
  quoted: 'font-display text-quoted',
  lead: 'text-lead',
  large: 'text-large',
  body: 'text-body',
  small: 'text-small',
};
const spaceClass: Readonly<Record<keyof typeof spaces, string>> = {
  target: 'w-target',
  button: 'w-button',
  columns: 'w-columns',
  gutter: 'w-gutter',
  section: 'w-section',
};
const radiusClass: Readonly<Record<keyof typeof radii, string>> = { box: 'rounded-box', dot: 'rounded-dot' };

const typeNames = Object.keys(typeSizes) as readonly (keyof typeof typeSizes)[];
const spaceNames = Object.keys(spaces) as readonly (keyof typeof spaces)[];
const radiusNames = Object.keys(radii) as readonly (keyof typeof radii)[];

/** Every size of type as a line in it, with its name. */
export async function TypeScale() {
  const t = await getTranslations('style');
  return (
    <dl>
      {typeNames.map((name) => (
        <Row key={name} name={`text-${name}`} value={typeSizes[name]} use={t(`type.${name}`)}>
          <span className={`block [overflow-wrap:anywhere] ${typeClass[name]}`}>{t('sample')}</span>
        </Row>
      ))}
    </dl>
  );
}

/** Every room that has a name, as long as it is; and the corners. */
export async function SpacesAndCorners() {
  const t = await getTranslations('style');
  return (
    <dl>
      {spaceNames.map((name) => (
        <Row key={name} name={name} value={spaces[name]} use={t(`spaces.${name}`)}>
          <span aria-hidden="true" className={`block h-4 max-w-full bg-other-fill ${spaceClass[name]}`} />
        </Row>
      ))}
      {radiusNames.map((name) => (
        <Row key={name} name={`rounded-${name}`} value={radii[name]} use={t(`radii.${name}`)}>
          <span aria-hidden="true" className={`block size-10 bg-ink ${radiusClass[name]}`} />
        </Row>
      ))}
    </dl>
  );
}

interface RowProps {
  readonly name: string;
  readonly value: string;
  readonly use: string;
  readonly children: ReactNode;
}

function Row({ name, value, use, children }: RowProps) {
  return (
    <div className="grid gap-x-columns gap-y-1 border-b border-line py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
      <dt>
        <code className="font-mono text-small">{name}</code>
        <code className="block font-mono text-small text-muted">{value}</code>
        <span className="block text-small text-muted">{use}</span>
      </dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
