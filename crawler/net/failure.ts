/**
 * Why a request has no answer. Named by what it says about the host; each is also an outcome of a visit, except
 * `cancelled`, which is our own doing and says nothing about the host.
 */
export const fetchFailures = [
  'dns-not-found',
  'dns-failed',
  'blocked-address',
  'connection-refused',
  'connection-lost',
  'unreachable',
  'no-ipv6-route',
  'tls-failed',
  'timed-out',
  'too-large',
  'protocol-error',
  'redirect-refused',
  'cancelled',
  'unexpected',
] as const;

/** One of {@link fetchFailures}. */
export type FetchFailure = (typeof fetchFailures)[number];

/** A failure with the code that led to it, kept for a person who asks why. */
export interface Failure {
  readonly kind: FetchFailure;
  /** The error's own code (`ECONNREFUSED`, `CERT_HAS_EXPIRED`), or a word of ours; null when the error had none. */
  readonly code: string | null;
}

/**
 * A failure on its way out of a callback that only takes errors. Never leaves crawler/net: the session turns it into
 * a value.
 */
export class NetError extends Error {
  override readonly name = 'NetError';
  readonly kind: FetchFailure;
  readonly code: string;

  constructor(kind: FetchFailure, code: string) {
    super(`${kind} (${code})`);
    this.kind = kind;
    this.code = code;
  }
}

/** Codes of Node's sockets (libuv), its TLS (OpenSSL, X509_V_ERR_*), its zlib, c-ares and undici. */
const kindOfCode: ReadonlyMap<string, FetchFailure> = new Map<string, FetchFailure>([
  ['ENOTFOUND', 'dns-not-found'],
  ['ENODATA', 'dns-not-found'],
  ['EBADNAME', 'dns-not-found'],
  ['EAI_AGAIN', 'dns-failed'],
  ['ESERVFAIL', 'dns-failed'],
  ['EREFUSED', 'dns-failed'],
  ['EFORMERR', 'dns-failed'],
  ['ENOTIMP', 'dns-failed'],
  ['EBADRESP', 'dns-failed'],
  ['EBADQUERY', 'dns-failed'],
  ['ETIMEOUT', 'dns-failed'],
  ['ECANCELLED', 'dns-failed'],
  ['EDESTRUCTION', 'dns-failed'],
  ['ERR_IP_BLOCKED', 'blocked-address'],
  ['ECONNREFUSED', 'connection-refused'],
  ['ECONNRESET', 'connection-lost'],
  ['ECONNABORTED', 'connection-lost'],
  ['EPIPE', 'connection-lost'],
  ['UND_ERR_SOCKET', 'connection-lost'],
  ['UND_ERR_CLOSED', 'connection-lost'],
  ['ERR_STREAM_PREMATURE_CLOSE', 'connection-lost'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['EHOSTDOWN', 'unreachable'],
  ['ENETDOWN', 'unreachable'],
  // A filter on the way answers "prohibited" by ICMP, which Linux reports as a lack of permission.
  ['EACCES', 'unreachable'],
  ['EPERM', 'unreachable'],
  // No address of the family to send from: an IPv6-only host seen from a machine without IPv6.
  ['EADDRNOTAVAIL', 'unreachable'],
  ['EAFNOSUPPORT', 'unreachable'],
  ['ETIMEDOUT', 'timed-out'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timed-out'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timed-out'],
  ['UND_ERR_BODY_TIMEOUT', 'timed-out'],
  ['UND_ERR_HEADERS_OVERFLOW', 'too-large'],
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'too-large'],
  ['ERR_BUFFER_TOO_LARGE', 'too-large'],
  // Two lengths, or a length and chunks: not a body cut short, which is UND_ERR_SOCKET.
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'protocol-error'],
  ['UND_ERR_BAD_REQUEST', 'protocol-error'],
  ['UND_ERR_NOT_SUPPORTED', 'protocol-error'],
  ['Z_DATA_ERROR', 'protocol-error'],
  ['Z_BUF_ERROR', 'protocol-error'],
  ['Z_NEED_DICT', 'protocol-error'],
  ['UND_ERR_ABORTED', 'cancelled'],
  ['UND_ERR_ABORT', 'cancelled'],
  ['UND_ERR_DESTROYED', 'cancelled'],
  ['ABORT_ERR', 'cancelled'],
  // No file left for a socket, in this process or on this machine.
  ['EMFILE', 'cancelled'],
  ['ENFILE', 'cancelled'],
  ['EPROTO', 'tls-failed'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'tls-failed'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls-failed'],
  ['UNABLE_TO_GET_CRL', 'tls-failed'],
  ['UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'tls-failed'],
  ['UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'tls-failed'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-failed'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-failed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-failed'],
  ['ERROR_IN_CERT_NOT_BEFORE_FIELD', 'tls-failed'],
  ['ERROR_IN_CERT_NOT_AFTER_FIELD', 'tls-failed'],
  ['INVALID_CA', 'tls-failed'],
  ['INVALID_PURPOSE', 'tls-failed'],
  ['PATH_LENGTH_EXCEEDED', 'tls-failed'],
  ['HOSTNAME_MISMATCH', 'tls-failed'],
]);

const shortageCodes: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE']);

/** Whether a request failed because this machine could open no more files, which is no fault of the host's. */
export function isShortage({ code }: Pick<Failure, 'code'>): boolean {
  return code !== null && shortageCodes.has(code);
}

/** Families of codes too many to list: OpenSSL's, Node's TLS, certificate checks, the HTTP parser's. */
const kindOfPrefix: readonly (readonly [string, FetchFailure])[] = [
  ['ERR_SSL_', 'tls-failed'],
  ['ERR_OSSL_', 'tls-failed'],
  ['ERR_TLS_', 'tls-failed'],
  ['CERT_', 'tls-failed'],
  ['HPE_', 'protocol-error'],
];

/**
 * What an error from the network means, by its code, never by its message (messages change between releases).
 * A code that no row knows becomes `unexpected`, with the code kept.
 */
export function classifyFailure(error: unknown): Failure {
  if (error instanceof NetError) return { kind: error.kind, code: error.code };
  if (!(error instanceof Error)) return { kind: 'unexpected', code: null };
  // A DOMException's own `code` is a legacy number (23, 20): its name is what tells.
  if (error.name === 'TimeoutError') return { kind: 'timed-out', code: 'TimeoutError' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const kind = code === null ? undefined : kindForCode(code);
  if (kind !== undefined) return { kind, code };
  // Several addresses were tried and each failed its own way; the first is the one that we prefer.
  if (error instanceof AggregateError && error.errors[0] instanceof Error)
    return classifyFailure(error.errors[0]);
  if (error.name === 'AbortError') return { kind: 'cancelled', code: 'AbortError' };
  if (error.name === 'HTTPParserError') return { kind: 'protocol-error', code: code ?? 'HTTPParserError' };
  if (error.cause instanceof Error) {
    const inner = classifyFailure(error.cause);
    if (inner.kind !== 'unexpected') return inner;
  }
  return { kind: 'unexpected', code: code ?? error.name };
}

function kindForCode(code: string): FetchFailure | undefined {
  return kindOfCode.get(code) ?? kindOfPrefix.find(([prefix]) => code.startsWith(prefix))?.[1];
}
