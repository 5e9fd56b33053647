import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { OutboundLink } from '../outbound-link.tsx';
import { Section } from '../section.tsx';
import { Drawing, type DrawingName } from './drawings.tsx';
import type { Source } from './sources.ts';

interface Props {
  readonly id: string;
  readonly heading: string;
  readonly drawing: DrawingName;
  readonly caption: string;
  readonly sources: readonly Source[];
  readonly children: ReactNode;
}

/** One part of the page for newcomers: a drawing, what is to be said, and where it comes from. */
export async function Step({ id, heading, drawing, caption, sources, children }: Props) {
  const t = await getTranslations('firstSteps');
  return (
    <Section id={id} heading={heading}>
      <div className="grid gap-x-columns gap-y-6 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="md:order-last">
          <Drawing name={drawing} caption={caption} />
        </div>
        <div className="grid max-w-prose content-start gap-y-4 text-large">
          {children}
          {sources.length > 0 && (
            <div className="text-body">
              <p className="text-small text-muted">{t('sources', { count: sources.length })}</p>
              <ul>
                {sources.map(({ url, title }) => (
                  <li key={url} lang="en">
                    <OutboundLink raw={url} text={title} />
                  </li>
                ))}
              </ul>
            </div>
          )}
        </div>
      </div>
    </Section>
  );
}

/** A sentence with figures of this census, set apart from what is told of others. */
export function OwnFigure({ children }: { readonly children: ReactNode }) {
  return <p className="figures border-s-4 border-count-fill ps-4 font-semibold">{children}</p>;
}
