import { type Duplex, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { constants, createBrotliCompress, gzipSync } from 'node:zlib';
import { behindRobots, type Fault, type RawAnswer } from './fault.ts';

/** What goes wrong between the request and the last byte of the answer. */
export const transportKinds = [
  'drip',
  'half-answer',
  'reset-mid-body',
  'gzip-bomb',
  'brotli-bomb',
  'header-flood',
  'interim-flood',
  'endless-body',
  'bad-status-line',
  'ssh-banner',
  'huge-length',
] as const;

const dripEveryMs = 100;
const mebibyte = 1024 * 1024;
/** What the bombs unpack to. */
const bombMebibytes = 64;
const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

const headOf = (...fields: readonly string[]) =>
  `${['HTTP/1.1 200 OK', 'Content-Type: application/json; charset=utf-8', ...fields].join('\r\n')}\r\n\r\n`;

const raw = (write: RawAnswer['write']) => behindRobots(() => ({ write }));

/** The faults of {@link transportKinds}. */
export const transportFaults: Readonly<Record<(typeof transportKinds)[number], Fault>> = {
  // Each byte comes long before any idle timer would fire: only a deadline on the whole ends it (CVE-2023-36461).
  drip: {
    condition: 'failing',
    neverEnds: true,
    robots: 'unavailable',
    answer: () => ({
      write: (socket) => {
        socket.write(headOf('Content-Length: 1000000'));
        writeAgainAndAgain(socket, ' ', dripEveryMs);
      },
    }),
  },
  'half-answer': {
    condition: 'failing',
    answer: raw((socket) => socket.end(`${headOf('Content-Length: 5000')}{"links":[`)),
  },
  'reset-mid-body': {
    condition: 'failing',
    answer: raw((socket, reset) => socket.write(`${headOf('Content-Length: 5000')}{"links":[`, reset)),
  },
  'gzip-bomb': { condition: 'failing', answer: raw((socket) => sendBomb(socket, 'gzip')) },
  // No client here asks for Brotli: an answer in it is unasked for, whatever it unpacks to.
  'brotli-bomb': { condition: 'failing', answer: raw((socket) => sendBomb(socket, 'br')) },
  'header-flood': {
    condition: 'failing',
    answer: raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      writeAgainAndAgain(socket, `X-Flood: ${'x'.repeat(1_000)}\r\n`);
    }),
  },
  'interim-flood': {
    condition: 'failing',
    answer: raw((socket) =>
      writeAgainAndAgain(socket, 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n', 20),
    ),
  },
  'endless-body': {
    condition: 'failing',
    answer: raw((socket) => {
      socket.write(headOf('Transfer-Encoding: chunked'));
      writeAgainAndAgain(socket, `10000\r\n${' '.repeat(0x10000)}\r\n`);
    }),
  },
  'bad-status-line': {
    condition: 'failing',
    answer: raw((socket) => socket.end('HTTP/1.1 9999 Perhaps\r\nContent-Length: 2\r\n\r\n{}')),
  },
  'ssh-banner': {
    condition: 'failing',
    robots: 'unavailable',
    answer: () => ({ write: (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n') }),
  },
  'huge-length': {
    condition: 'failing',
    answer: raw((socket) => socket.write(`${headOf('Content-Length: 10000000000')}{"links":[`)),
  },
};

/** Writes a piece until the connection ends, each once the last one has been taken. */
function writeAgainAndAgain(socket: Duplex, piece: string, everyMs = 0): void {
  const again = () => {
    if (socket.destroyed || !socket.writable) return;
    socket.write(piece, () => {
      if (everyMs === 0) setImmediate(again);
      else setTimeout(again, everyMs).unref();
    });
  };
  again();
}

const blank = Buffer.alloc(mebibyte, ' ');

/** Bodies that unpack to {@link bombMebibytes}; made once, when first asked for. */
const bombs: Readonly<Record<'gzip' | 'br', () => Promise<Buffer>>> = {
  // A gzip body may have many members (RFC 1952, section 2.2): the same one, again and again.
  gzip: keep(async () => Buffer.concat(Array(bombMebibytes).fill(gzipSync(blank)))),
  // Off the main thread, and never held unpacked.
  br: keep(() => buffer(Readable.from(Array(bombMebibytes).fill(blank)).pipe(createBrotliCompress(quickly)))),
};

function keep(make: () => Promise<Buffer>): () => Promise<Buffer> {
  let made: Promise<Buffer> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function sendBomb(socket: Duplex, coding: 'gzip' | 'br'): void {
  void bombs[coding]().then((body) => {
    if (!socket.writable) return;
    socket.write(headOf(`Content-Encoding: ${coding}`, `Content-Length: ${body.length}`));
    socket.write(body);
  });
}
