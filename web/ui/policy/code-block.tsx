/** Lines to be copied as they are. */
export function CodeBlock({ text }: { readonly text: string }) {
  return (
    <pre
      dir="ltr"
      className="border-s-4 border-count-fill bg-surface px-4 py-3 font-mono text-[0.9rem] whitespace-pre-wrap [overflow-wrap:anywhere]"
    >
      <code>{text}</code>
    </pre>
  );
}
