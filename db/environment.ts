import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { withoutPassword } from './database-url.ts';

/** The project's settings, read from the environment once, at an entry. */
export interface Environment {
  /** The census's database; null: the embedded PostgreSQL in {@link dataFolder}. Holds a password: not for logs. */
  readonly databaseUrl: string | null;
  /** Where the site reads; null: where the census writes. Holds a password: not for logs. */
  readonly databaseReadUrl: string | null;
  /** Absolute path. */
  readonly dataFolder: string;
  /** Where the site listens, 0 to 65535; 0: any free port. */
  readonly port: number;
  /** The address or name that the site listens on. */
  readonly host: string;
  /** An https URL or a mail address without `mailto:`; null: none given. */
  readonly contact: string | null;
  /**
   * Where readers reach the site: scheme, host and port, with a slash at the end. When neither it nor a port is given
   * (port 0), it names port 0, and only the server that listens knows better: see {@link siteUrlOf}.
   */
  readonly siteUrl: string;
  /** Whether what is counted is a simulated fediverse, which every page then says. */
  readonly simulated: boolean;
  /** Whether the site lengthens every text and puts it in brackets, so that a test sees which are not translated. */
  readonly pseudoLocale: boolean;
  /** Whether browsers keep pages that were read, for reading without a connection; else they delete what they have kept. */
  readonly keepsPages: boolean;
  /** How much the crawler logs; null: what the command thinks fit. */
  readonly logLevel: LogLevel | null;
  /** Where the crawler serves its metrics, 0 to 65535; 0: any free port; null: nowhere. */
  readonly metricsPort: number | null;
  /** The address or name that the metrics are served on. */
  readonly metricsHost: string;
  /** Requests to the API that one client may make in a minute; 0: as many as it likes. */
  readonly rateLimit: number;
  /** Whose X-Forwarded-For is believed. */
  readonly trustedProxies: TrustedProxies;
}

/** Networks in which the operator's own proxies stand. */
export type TrustedProxies = readonly { readonly address: string; readonly prefix: number }[];

/** How much is logged: nothing, or everything from this level up. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** One of {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number];

/** A variable as people read about it. */
export interface EnvironmentVariable {
  readonly name: string;
  /** What holds when it is absent or empty, in words. */
  readonly default: string;
  /** One line. */
  readonly meaning: string;
}

/** Every variable that {@link parseEnvironment} reads, for `--help` and the README. */
export const environmentVariables = [
  { name: 'DATABASE_URL', default: 'an embedded PostgreSQL', meaning: 'where the census is kept' },
  { name: 'DATABASE_READ_URL', default: 'DATABASE_URL', meaning: 'what the site reads' },
  {
    name: 'FEDICENSUS_DATA',
    default: '.data',
    meaning: 'data folder: the embedded database, published files',
  },
  { name: 'PORT', default: '3000', meaning: "the site's port; 0 for any free one" },
  { name: 'HOST', default: '127.0.0.1', meaning: "the site's address; 0.0.0.0 for every interface" },
  { name: 'FEDICENSUS_CONTACT', default: 'none', meaning: 'https URL or mail address in the User-Agent' },
  { name: 'FEDICENSUS_SITE_URL', default: 'from HOST and PORT', meaning: 'where readers reach the site' },
  { name: 'FEDICENSUS_SIMULATED', default: 'none', meaning: '1 marks every page as simulated data' },
  {
    name: 'FEDICENSUS_PSEUDO_LOCALE',
    default: 'none',
    meaning:
      '1 lengthens every text of the site and puts it in brackets, for tests of layout and translation',
  },
  {
    name: 'FEDICENSUS_OFFLINE',
    default: '1',
    meaning: '0 has browsers delete the pages that they keep for reading offline, and keep no more',
  },
  {
    name: 'FEDICENSUS_LOG',
    default: 'warn; info for a crawl that goes on, off a terminal',
    meaning: 'what the crawler logs on stderr: silent, error, warn, info or debug',
  },
  { name: 'FEDICENSUS_METRICS_PORT', default: 'none', meaning: "the crawler's metrics; 0 for any free port" },
  { name: 'FEDICENSUS_METRICS_HOST', default: '127.0.0.1', meaning: 'the address of the metrics' },
  {
    name: 'FEDICENSUS_RATE_LIMIT',
    default: '600',
    meaning: "requests to the site's API a minute and client; 0 for no limit",
  },
  {
    name: 'FEDICENSUS_TRUSTED_PROXIES',
    default: 'none',
    meaning: 'whose X-Forwarded-For the site believes: addresses, networks, loopback, private',
  },
] as const satisfies readonly EnvironmentVariable[];

/** Ten a second: a page of lists, its images and a walk beside it; a program that needs more takes whole files. */
const defaultRateLimit = 600;

type VariableName = (typeof environmentVariables)[number]['name'];

/** The settings, or every problem at once, a line each; the caller prints them and ends with exit code 2. */
export type ParsedEnvironment =
  | { readonly ok: true; readonly value: Environment }
  | { readonly ok: false; readonly problems: string[] };

/**
 * Reads the settings from environment variables. Absent and empty are the same. A problem names the variable, its
 * value (passwords left out) and what is allowed.
 *
 * @param workingDirectory what a relative data folder is relative to.
 */
export function parseEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  workingDirectory: string = process.cwd(),
): ParsedEnvironment {
  const problems: string[] = [];
  const read = <Value>(name: VariableName, parse: (text: string) => Value | null, allowed: string) => {
    const text = env[name]?.trim() ?? '';
    const value = text === '' ? null : parse(text);
    if (text !== '' && value === null)
      problems.push(`${name} is ${quote(name, text)}, but must be ${allowed}.`);
    return value;
  };
  const databaseUrl =
    'a postgres:// or postgresql:// URL such as postgresql://user:password@localhost:5432/name';
  const allowedPort = 'a whole number from 0 to 65535 (0: any free port)';
  const allowedHost = 'an IP address or a host name such as 127.0.0.1';
  const port = read('PORT', parsePort, allowedPort) ?? 3000;
  const host = read('HOST', parseListenHost, allowedHost) ?? '127.0.0.1';
  const value: Environment = {
    databaseUrl: read('DATABASE_URL', parseDatabaseUrl, databaseUrl),
    databaseReadUrl: read('DATABASE_READ_URL', parseDatabaseUrl, databaseUrl),
    dataFolder: resolve(
      workingDirectory,
      read('FEDICENSUS_DATA', parsePath, 'the path of a folder') ?? '.data',
    ),
    port,
    host,
    contact: read(
      'FEDICENSUS_CONTACT',
      parseContact,
      'an https URL or a mail address such as ops@example.org',
    ),
    siteUrl:
      read(
        'FEDICENSUS_SITE_URL',
        parseSiteUrl,
        'an http or https URL without a path, such as https://example.org',
      ) ?? siteUrlOf(host, port),
    simulated: read('FEDICENSUS_SIMULATED', parseFlag, '1 (yes) or 0 (no)') ?? false,
    pseudoLocale: read('FEDICENSUS_PSEUDO_LOCALE', parseFlag, '1 (yes) or 0 (no)') ?? false,
    keepsPages: read('FEDICENSUS_OFFLINE', parseFlag, '1 (yes) or 0 (no)') ?? true,
    logLevel: read('FEDICENSUS_LOG', parseLogLevel, `one of ${logLevels.join(', ')}`),
    metricsPort: read('FEDICENSUS_METRICS_PORT', parsePort, allowedPort),
    metricsHost: read('FEDICENSUS_METRICS_HOST', parseListenHost, allowedHost) ?? '127.0.0.1',
    rateLimit:
      read('FEDICENSUS_RATE_LIMIT', parseRateLimit, 'a whole number up to 1000000; 0 for no limit') ??
      defaultRateLimit,
    trustedProxies:
      read(
        'FEDICENSUS_TRUSTED_PROXIES',
        parseTrustedProxies,
        'addresses and networks with commas between them, such as 192.0.2.7,2001:db8::/32, or loopback or private',
      ) ?? [],
  };
  return problems.length === 0 ? { ok: true, value } : { ok: false, problems };
}

/**
 * The address of a site that listens on a host and port, for a browser on the same machine.
 *
 * @example siteUrlOf('0.0.0.0', 3000) // 'http://localhost:3000/'
 */
export function siteUrlOf(host: string, port: number): string {
  // "Every interface" is no address that a browser can open.
  const reachable = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  // A URL has no place for the zone of a link-local address.
  const authority = isIP(reachable) === 6 ? `[${reachable.replace(/%.*/, '')}]` : reachable;
  return new URL(`http://${authority}:${port}/`).href;
}

/** One line whatever the value holds, and no password. */
function quote(name: VariableName, text: string): string {
  const shown = name.startsWith('DATABASE_') ? withoutPassword(text) : text;
  const printable = JSON.stringify(shown);
  return printable.length > 200 ? `${printable.slice(0, 200)}…"` : printable;
}

function parseDatabaseUrl(text: string): string | null {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) return null;
  // An unescaped # in a password would cut the URL short; pg then asks the wrong host.
  return new URL(text).hash === '' ? text : null;
}

function parsePath(text: string): string | null {
  return text.includes('\0') ? null : text;
}

function parsePort(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : null;
}

/** A host name of letters, digits and hyphens (RFC 1123, section 2.1), or an IP address. */
function parseListenHost(text: string): string | null {
  const isName = /^(?!-)[a-z\d-]{1,63}(\.[a-z\d-]{1,63})*$/i.test(text) && URL.canParse(`http://${text}/`);
  return isIP(text) !== 0 || (isName && text.length <= 253) ? text : null;
}

/** Printable ASCII without brackets, since it stands in a comment of the User-Agent (RFC 9110, section 5.6.5). */
function parseContact(text: string): string | null {
  if (!/^[\x21-\x7e]{1,200}$/.test(text) || /[()\\;"<>]/.test(text)) return null;
  const mail = text.replace(/^mailto:/i, '');
  if (/^[^@:/?#,]{1,64}@[a-z\d-]+(\.[a-z\d-]+)+$/i.test(mail)) return mail;
  const url = /^https:\/\//i.test(text) ? URL.parse(text) : null;
  return url !== null && url.username === '' && url.password === '' ? text : null;
}

function parseSiteUrl(text: string): string | null {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  // Nothing beside the origin: no user, path, query or fragment.
  return url !== null && url.href === `${url.origin}/` ? url.href : null;
}

function parseRateLimit(text: string): number | null {
  return /^\d{1,7}$/.test(text) && Number(text) <= 1_000_000 ? Number(text) : null;
}

const loopback: TrustedProxies = [
  { address: '127.0.0.0', prefix: 8 },
  { address: '::1', prefix: 128 },
];
/** Of machines of one's own (RFC 1918, RFC 4193). */
const privateNetworks: TrustedProxies = [
  { address: '10.0.0.0', prefix: 8 },
  { address: '172.16.0.0', prefix: 12 },
  { address: '192.168.0.0', prefix: 16 },
  { address: 'fc00::', prefix: 7 },
];

function parseTrustedProxies(text: string): TrustedProxies | null {
  const networks = text.split(',').map((entry) => parseNetwork(entry.trim()));
  return networks.includes(null) ? null : networks.flatMap((network) => network ?? []);
}

function parseNetwork(text: string): TrustedProxies | null {
  if (text === 'loopback') return loopback;
  if (text === 'private') return privateNetworks;
  const [address = '', bits, ...more] = text.split('/');
  const widest = isIP(address) === 6 ? 128 : 32;
  const prefix = bits === undefined ? widest : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  return isIP(address) !== 0 && !address.includes('%') && prefix <= widest && more.length === 0
    ? [{ address, prefix }]
    : null;
}

function parseLogLevel(text: string): LogLevel | null {
  return logLevels.find((level) => level === text) ?? null;
}

function parseFlag(text: string): boolean | null {
  if (text === '1') return true;
  return text === '0' ? false : null;
}
