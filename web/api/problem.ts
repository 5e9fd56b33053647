import { z } from 'zod';

/** An error as the API answers it (RFC 9457); one shape for all of them. */
export const problemSchema = z
  .object({
    type: z.string().describe('Always "about:blank": the status says the kind, `detail` says the rest.'),
    title: z.string().describe("The status code's own words."),
    status: z.number().int().min(400).max(599),
    detail: z.string().describe('What is wrong and what to change.'),
    instance: z.string().describe('Path of the request.'),
    errors: z
      .array(z.object({ parameter: z.string(), detail: z.string() }))
      .optional()
      .describe('For 400: every parameter that was refused.'),
  })
  .meta({ id: 'Problem', description: 'An error, after RFC 9457.' });

/** See {@link problemSchema}. */
export type ProblemBody = z.infer<typeof problemSchema>;

/** The status codes that the API, and published files, are answered with when there are no data. */
export type ProblemStatus = 400 | 404 | 405 | 416 | 429 | 500 | 503;

/** Why there is no data; `toProblemBody` makes the answer of it. */
export interface Problem {
  readonly kind: 'problem';
  readonly status: ProblemStatus;
  readonly detail: string;
  readonly errors?: readonly { readonly parameter: string; readonly detail: string }[];
}

const titles: Readonly<Record<ProblemStatus, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  416: 'Range Not Satisfiable',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** A problem with one sentence for the reader. */
export function problem(status: ProblemStatus, detail: string): Problem {
  return { kind: 'problem', status, detail };
}

/** 400 with every refused parameter at once. */
export function badParameters(errors: NonNullable<Problem['errors']>): Problem {
  return { kind: 'problem', status: 400, detail: errors.map((error) => error.detail).join(' '), errors };
}

/** The body of a problem's answer. */
export function toProblemBody({ status, detail, errors }: Problem, path: string): ProblemBody {
  return {
    type: 'about:blank',
    title: titles[status],
    status,
    detail,
    instance: path,
    ...(errors === undefined ? {} : { errors: errors.map((error) => ({ ...error })) }),
  };
}
