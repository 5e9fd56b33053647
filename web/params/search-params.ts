/** The query of a page, as Next hands it over, in the order of its names; values of one name keep theirs. */
export function toSearchParams(
  raw: Readonly<Record<string, string | readonly string[] | undefined>>,
): URLSearchParams {
  return new URLSearchParams(
    Object.entries(raw).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((each): [string, string] => [name, each]),
    ),
  );
}
