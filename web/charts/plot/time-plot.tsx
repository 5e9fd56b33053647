'use client';

import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import type { CurveProps } from './interactive-curve.tsx';

// The plot library weighs as much as all other scripts of a page together.
const InteractiveCurve = lazy(async () => ({
  default: (await import('./interactive-curve.tsx')).InteractiveCurve,
}));

/**
 * Shows the static drawing (`children`) until it has come into view and the interactive one has been loaded, then the
 * latter in the same place. The place's size is the parent's: nothing moves. Who never gets there loads nothing.
 */
export function TimePlot({ children, ...curve }: CurveProps & { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      setSeen(true);
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    // Time runs from left to right in every language, and labels stand at the sides that the drawing means; within, their words
    // run as those of their language do. Long ones may stand in the margin of the page.
    <div
      ref={place}
      data-interactive=""
      dir="ltr"
      className="size-full [&_svg]:overflow-visible [&_text]:[unicode-bidi:plaintext]"
    >
      {isSeen ? (
        <Suspense fallback={children}>
          <InteractiveCurve {...curve} />
        </Suspense>
      ) : (
        children
      )}
    </div>
  );
}
