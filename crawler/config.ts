import { isIP } from 'node:net';
import { z } from 'zod';

/** Visits at a time when `--concurrency` is not given: each takes one connection and little memory. */
export const defaultConcurrency = 50;
const maxConcurrency = 2_000;

/** Where `--connect-to` sends every connection. */
export interface ConnectTo {
  readonly host: string;
  readonly port: number;
}

/** The options of `crawl`, checked. */
export interface CrawlConfig {
  readonly once: boolean;
  /** As given; parsed and refused by the frontier. */
  readonly seeds: readonly string[];
  readonly seedsFile: string | null;
  readonly concurrency: number;
  /** Where the run's clock starts; null: the machine's. */
  readonly now: Date | null;
  readonly connectTo: ConnectTo | null;
  readonly caFile: string | null;
  readonly json: boolean;
}

/** Options, or one line a problem, each naming the option, the value and what is allowed. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly string[] };

const connectTo = z.string().transform((text, context): ConnectTo => {
  // A bracketed IPv6 address, or anything without a colon, then the port.
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(text);
  const port = Number(match?.[3]);
  const host = match?.[1] ?? match?.[2] ?? '';
  if (match === null || port < 1 || port > 65_535 || (match[1] !== undefined && isIP(host) !== 6)) {
    context.addIssue({ code: 'custom', message: 'HOST:PORT, such as 127.0.0.1:8443 or [::1]:8443' });
    return z.NEVER;
  }
  return { host, port };
});

const instant = z.string().transform((text, context): Date => {
  const isIso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const instantAt = new Date(text);
  if (!isIso || Number.isNaN(instantAt.getTime())) {
    context.addIssue({ code: 'custom', message: 'an ISO 8601 instant, such as 2026-03-01T12:00:00Z' });
    return z.NEVER;
  }
  return instantAt;
});

const wholeNumber = (least: number, most: number) =>
  z.string().transform((text, context): number => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most) {
      context.addIssue({ code: 'custom', message: `a whole number from ${least} to ${most}` });
      return z.NEVER;
    }
    return number;
  });

const crawlOptions = z.object({
  once: z.boolean().default(false),
  seed: z.array(z.string()).default([]),
  seedsFile: z.string().nullable().default(null),
  concurrency: wholeNumber(1, maxConcurrency).default(defaultConcurrency),
  now: instant.nullable().default(null),
  connectTo: connectTo.nullable().default(null),
  ca: z.string().nullable().default(null),
  json: z.boolean().default(false),
});

/** Checks the options of `crawl` as the command line gives them; all problems at once. */
export function parseCrawlOptions(raw: Readonly<Record<string, unknown>>): Parsed<CrawlConfig> {
  const parsed = crawlOptions.safeParse(raw);
  if (!parsed.success) return { ok: false, problems: describeProblems(parsed.error, raw) };
  const { seed, ca, ...rest } = parsed.data;
  return { ok: true, value: { ...rest, seeds: seed, caFile: ca } };
}

/** Checks an `--at` or `--now` on its own. */
export function parseInstant(text: string, option: string): Parsed<Date> {
  const parsed = instant.safeParse(text);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, problems: [`${option} is "${text}", but must be ${parsed.error.issues[0]?.message}.`] };
}

function describeProblems(error: z.ZodError, raw: Readonly<Record<string, unknown>>): string[] {
  return error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return `${option} is "${String(raw[name])}", but must be ${issue.message}.`;
  });
}
