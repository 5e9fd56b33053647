import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/**
 * Set-up of every unit test: what would leave this machine fails at once, and fails the test that tried, even when the
 * code under test swallows the error. Loopback addresses, `localhost` and Unix sockets are free to use.
 */
export class OutsideNetworkError extends Error {
  override readonly name = 'OutsideNetworkError';
  readonly code = 'ERR_OUTSIDE_NETWORK';

  constructor(attempt: string) {
    super(
      `${attempt} leaves this machine. Tests talk to servers of their own on loopback: inject a resolver or connectTo.`,
    );
  }
}

const loopback = new net.BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

// Kept on the global object: a test that imports this file may get a second copy of the module.
const memory = globalThis as { outsideAttempts?: string[] };
const attempts = memory.outsideAttempts ?? [];
memory.outsideAttempts = attempts;

/** What the current test tried so far; forgets it, for a test whose subject is the attempt. */
export function takeOutsideAttempts(): readonly string[] {
  return attempts.splice(0);
}

function isLoopback(host: string): boolean {
  const family = net.isIP(host);
  if (family === 0) return host === 'localhost';
  return loopback.check(host, family === 4 ? 'ipv4' : 'ipv6');
}

function refuse(attempt: string): OutsideNetworkError {
  attempts.push(attempt);
  return new OutsideNetworkError(attempt);
}

const marker = Symbol.for('fedicensus.no-network');
if (!(marker in globalThis)) {
  Object.assign(globalThis, { [marker]: true });
  guardSockets();
  guardDatagrams();
  guardLookup();
  guardResolvers();
  syncBuiltinESMExports();
}

type Callable = (...values: unknown[]) => unknown;

/** Puts a check before a method, or a wrapper around it. */
function wrap(
  target: object,
  name: string,
  around: (original: Callable, self: unknown, values: unknown[]) => unknown,
) {
  const original = Reflect.get(target, name) as Callable;
  Reflect.set(target, name, function (this: unknown, ...values: unknown[]) {
    return around(original, this, values);
  });
}

function guardSockets(): void {
  wrap(net.Socket.prototype, 'connect', (original, self, values) => {
    const options = connectOptions(values);
    // A Unix socket.
    if (options === null || options.path != null) return original.apply(self, values);
    const host = String(options.host ?? 'localhost');
    if (net.isIP(host) === 0 && typeof options.lookup === 'function')
      options.lookup = guardedLookup(options.lookup as Callable);
    else if (!isLoopback(host)) throw refuse(`A connection to ${host}:${String(options.port)}`);
    return original.apply(self, values);
  });
}

/** The options among the shapes that `connect` takes; null for a path. `net.connect` passes them in a marked array. */
function connectOptions(values: unknown[]): Record<string, unknown> | null {
  const [first, second] = values;
  if (Array.isArray(first)) return connectOptions(first);
  if (typeof first === 'object' && first !== null) return first as Record<string, unknown>;
  if (typeof first === 'string' && Number.isNaN(Number(first))) return null;
  return { port: first, host: typeof second === 'string' ? second : 'localhost' };
}

/** A name with a lookup of its own is fine as long as the lookup answers with loopback. */
function guardedLookup(lookup: Callable): Callable {
  return (host, options, callback) =>
    lookup(host, options, (error: unknown, found: unknown, family: unknown) => {
      const records = Array.isArray(found) ? found : [{ address: found }];
      const outside = records.find(
        ({ address }) => typeof address === 'string' && address !== '' && !isLoopback(address),
      );
      const answer = callback as Callable;
      if (outside === undefined) answer(error, found, family);
      else answer(refuse(`A connection to ${outside.address} (${String(host)})`));
    });
}

function guardDatagrams(): void {
  for (const name of ['send', 'connect'])
    wrap(dgram.Socket.prototype, name, (original, self, values) => {
      const host = values.slice(1).find((value) => typeof value === 'string');
      if (host !== undefined && !isLoopback(host as string)) throw refuse(`A datagram to ${String(host)}`);
      return original.apply(self, values);
    });
}

function guardLookup(): void {
  wrap(dns, 'lookup', (original, self, values) => {
    const [host] = values;
    if (host === '' || host === null || isLoopback(String(host))) return original.apply(self, values);
    throw refuse(`A look-up of ${String(host)}`);
  });
  wrap(dns.promises, 'lookup', async (original, self, values) => {
    const [host] = values;
    if (isLoopback(String(host))) return original.apply(self, values);
    throw refuse(`A look-up of ${String(host)}`);
  });
}

/** A resolver whose name servers are all on loopback is a test's own. */
function guardResolvers(): void {
  const names = Object.getOwnPropertyNames(dns.Resolver.prototype).filter((name) =>
    /^(resolve|reverse)/.test(name),
  );
  const check = (self: unknown, values: unknown[]) => {
    const servers = (
      self instanceof dns.Resolver || self instanceof dns.promises.Resolver ? self : dns
    ).getServers();
    const isOwn =
      servers.length > 0 && servers.every((server) => isLoopback(server.replace(/^\[?(.*?)\]?:\d+$/, '$1')));
    return isOwn ? null : refuse(`A question to name servers about ${String(values[0])}`);
  };
  for (const target of [dns, dns.Resolver.prototype])
    for (const name of names)
      wrap(target, name, (original, self, values) => {
        const error = check(self, values);
        if (error !== null) throw error;
        return original.apply(self, values);
      });
  for (const target of [dns.promises, dns.promises.Resolver.prototype])
    for (const name of names)
      wrap(target, name, async (original, self, values) => {
        const error = check(self, values);
        if (error !== null) throw error;
        return original.apply(self, values);
      });
}
