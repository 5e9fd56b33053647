import { describeDatabaseProblem } from '../../db/client.ts';
import { withoutPassword } from '../../db/database-url.ts';

/** An error as fields of a log line: what kind it is, its code, and one bounded sentence. */
export interface ProblemFields {
  readonly problem: string;
  /** The error's class; null for what is no error. */
  readonly name: string | null;
  /** An error code or SQLSTATE; null when there is none. */
  readonly code: string | null;
}

/** Longer messages are cut: an error of the database may quote a whole statement. */
const maxLength = 500;

/** Describes what was thrown, whatever it is. Never throws; no password of a URL is in it. */
export function describeProblem(problem: unknown): ProblemFields {
  if (!(problem instanceof Error)) return { problem: short(textOf(problem)), name: null, code: null };
  const code = 'code' in problem && typeof problem.code === 'string' ? short(problem.code) : null;
  const text = describeDatabaseProblem(problem) ?? problem.message;
  return { problem: short(text), name: short(problem.name), code };
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    // An object without a way to become a string.
    return typeof value;
  }
}

function short(text: unknown): string {
  const given = typeof text === 'string' ? text : textOf(text);
  const safe = given.slice(0, maxLength * 4).replace(/\b[a-z][a-z\d+.-]*:\/\/\S+/gi, withoutPassword);
  return safe.length > maxLength ? `${safe.slice(0, maxLength)}…` : safe;
}
