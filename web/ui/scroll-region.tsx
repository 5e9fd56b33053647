import type { ReactNode } from 'react';

interface Props {
  /** For readers who do not see it. */
  readonly name: string;
  readonly className?: string;
  /** Of what is in it, which is also where it begins. @default that of the page */
  readonly dir?: 'ltr';
  readonly children: ReactNode;
}

/** A part of a page that scrolls by itself when it is wider, or higher, than its room; reached with the keyboard. */
export function ScrollRegion({ name, className = '', dir, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls by itself must take the focus (WCAG 2.1.1).
    <section aria-label={name} tabIndex={0} dir={dir} className={`scroll-across ${className}`.trimEnd()}>
      {children}
    </section>
  );
}
