'use client';

import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { CurveProps } from './interactive-curve.tsx';

// Fetched after the page has become usable: readers see the static drawing until then.
const InteractiveCurve = lazy(async () => ({
  default: (await import('./interactive-curve.tsx')).InteractiveCurve,
}));

/**
 * Shows the static drawing (`children`) until the interactive one has been loaded, then the latter in the same place.
 * The place's size is the parent's: nothing moves.
 */
export function TimePlot({ children, ...curve }: CurveProps & { readonly children: ReactNode }) {
  const [isHydrated, setHydrated] = useState(false);
  useEffect(() => setHydrated(true), []);
  if (!isHydrated) return children;
  return (
    <Suspense fallback={children}>
      <InteractiveCurve {...curve} />
    </Suspense>
  );
}
