import { describeDatabaseProblem } from '../../db/client.ts';

/** What was read, or the fact that the database could not give it now. */
export type Attempt<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false };

/**
 * Reads for a page. A database that is away, too slow or full is `ok: false`, and the page says so; anything else is a
 * bug and is thrown.
 */
export async function attempt<Value>(read: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    if (describeDatabaseProblem(error) === undefined) throw error;
    return { ok: false };
  }
}
