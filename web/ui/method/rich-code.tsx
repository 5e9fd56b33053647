import type { ReactNode } from 'react';

/** What `<code>` in a message becomes: an address or a command within a sentence. */
export const richCode = (chunks: ReactNode) => (
  <code dir="ltr" className="bg-surface px-1.5 py-0.5 font-mono text-[0.9em] [overflow-wrap:anywhere]">
    {chunks}
  </code>
);
