import { once } from 'node:events';
import type { Server } from 'node:http';

/** How long requests may take to end when the site stops. */
const drainMs = 5_000;
const sweepMs = 50;

/** Takes no new requests, and lets those that run end; after {@link drainMs} they are cut off. */
export async function drain(server: Server): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), drainMs);
  const closed = once(server, 'close');
  server.close();
  // A connection that is busy now would be kept for the next request when it has answered this one.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
  await closed;
  clearTimeout(cutOff);
  clearInterval(sweep);
}
