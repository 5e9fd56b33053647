/** In place of a figure that has nothing to draw: why, and when it will. */
export function NothingYet({ heading, text }: { readonly heading: string; readonly text: string }) {
  return (
    <figure>
      <figcaption className="font-display text-lead font-bold">{heading}</figcaption>
      <p className="mt-3 border-s-4 border-other-fill ps-4">{text}</p>
    </figure>
  );
}
