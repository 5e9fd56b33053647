/** Reads Prometheus's text format: every sample by its name and labels. Throws at a line that is none. */
export function readSamples(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const match = /^([a-z_]\w*(?:\{[^{}]*\})?) (\S+)$/i.exec(line);
      const value = match?.[2] === '+Inf' ? Number.POSITIVE_INFINITY : Number(match?.[2]);
      if (match?.[1] === undefined || (Number.isNaN(value) && !/^nan$/i.test(match[2] ?? '')))
        throw new Error(`No sample: ${line}`);
      return [match[1], value] as const;
    }),
  );
}
