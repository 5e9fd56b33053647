import { ScrollRegion } from './scroll-region.tsx';

interface Props {
  /** For readers who do not see it; told apart from every other one of the page. */
  readonly name: string;
  readonly text: string;
  /** In which language it is, for programs that read the page. */
  readonly language: string;
}

/** Lines of code, unbroken: they scroll by themselves when they are wider than the screen. */
export function CodeRegion({ name, text, language }: Props) {
  return (
    <ScrollRegion name={name} dir="ltr" className="border-s-4 border-count-fill bg-surface">
      <pre data-language={language} className="w-max min-w-full px-4 py-3 font-mono text-[0.9rem]">
        <code>{text}</code>
      </pre>
    </ScrollRegion>
  );
}
