import Negotiator from 'negotiator';

/** How a list is written: in pages as JSON, or whole, a record a line. */
export const listForms = ['json', 'ndjson', 'csv'] as const;

/** One of {@link listForms}. */
export type ListForm = (typeof listForms)[number];

/** The media type of each form: RFC 8259; not registered, but what everybody uses; RFC 4180. */
export const formMediaTypes: Readonly<Record<ListForm, string>> = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  csv: 'text/csv',
};

/** How bytes may be packed on their way, the one we like best first. */
export const contentCodings = ['br', 'zstd', 'gzip', 'identity'] as const;

/** One of {@link contentCodings}. */
export type ContentCoding = (typeof contentCodings)[number];

/** Different header values that are remembered; browsers and libraries use a few dozen. */
const maxRemembered = 500;

/**
 * The form that a reader wants by its Accept header (RFC 9110, section 12.5.1). Whoever wants none of ours gets JSON: a
 * body that can be looked at says more than a refusal.
 */
export const formFor = remembered((accept): ListForm => {
  // What nearly everybody sends, browsers included.
  if (accept === '' || accept === '*/*' || !/ndjson|csv/i.test(accept)) return 'json';
  const wanted = new Negotiator({ headers: { accept } }).mediaType(Object.values(formMediaTypes));
  return listForms.find((form) => formMediaTypes[form] === wanted) ?? 'json';
});

/** The coding for a reader by its Accept-Encoding header (RFC 9110, section 12.5.3): the best that it takes at all. */
export const codingFor = remembered((acceptEncoding): ContentCoding => {
  const negotiator = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } });
  const taken = acceptEncoding === '' ? ['identity'] : negotiator.encodings([...contentCodings]);
  return contentCodings.find((coding) => taken.includes(coding)) ?? 'identity';
});

/** A function of a header, which is asked the same again and again. */
function remembered<Value>(choose: (header: string) => Value): (header: string | null | undefined) => Value {
  const known = new Map<string, Value>();
  return (header) => {
    const text = header ?? '';
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = choose(text);
    // Strangers choose the texts; beyond the bound they begin anew.
    if (known.size >= maxRemembered) known.clear();
    known.set(text, value);
    return value;
  };
}
