/** Bounds on what a server may ask for, in seconds: less is no rest, and nobody may send us away for ever. */
export const retryAfterBounds = { minSeconds: 60, maxSeconds: 7 * 86_400 } as const;

/** The three date forms of RFC 9110, section 5.6.7: IMF-fixdate, RFC 850, asctime. */
const httpDate =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;

/**
 * Seconds from `now` that a `Retry-After` header asks for (RFC 9110, section 10.2.3), within {@link retryAfterBounds};
 * a date in the past gives the lower bound. Null when the header is absent or neither a number nor a date.
 */
export function parseRetryAfterSeconds(value: string | null, now: Date): number | null {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return clamp(Number(text));
  if (!httpDate.test(text)) return null;
  // The asctime form names no zone and means UTC.
  const atMs = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(atMs) ? null : clamp(Math.ceil((atMs - now.getTime()) / 1000));
}

function clamp(seconds: number): number {
  return Math.min(Math.max(seconds, retryAfterBounds.minSeconds), retryAfterBounds.maxSeconds);
}
