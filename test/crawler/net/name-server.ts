import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** The questions that it understands. */
export type RecordType = 'A' | 'AAAA' | 'TXT';

/**
 * What a name server says about one name and type: addresses or texts, another name, a response code (RFC 1035, 4.1.1), bytes
 * that are no answer, or nothing at all.
 */
export type NameServerAnswer =
  | readonly string[]
  | { readonly alias: string }
  | { readonly code: number }
  | 'nonsense'
  | 'silence';

/** A name server on loopback. */
export interface NameServer extends AsyncDisposable {
  /** `address:port`. */
  readonly address: string;
  /** Questions so far, as `name type`; one that is asked again by TCP counts twice. */
  readonly questions: readonly string[];
  /** Questions that came by TCP. */
  readonly tcpQuestions: number;
}

const serverFailure = 2;
/** A longer answer goes out by TCP: the client is told so (RFC 1035, section 4.2.1; the size is that of RFC 9715). */
const maxUdpLength = 1_232;
const truncated = 0x0200;
const recordTypes: ReadonlyMap<number, RecordType> = new Map([
  [1, 'A'],
  [16, 'TXT'],
  [28, 'AAAA'],
]);

/** Starts a name server, UDP and TCP, that answers A, AAAA and TXT questions; RFC 1035, section 4, is all it knows. */
export async function startNameServer(
  answer: (name: string, type: RecordType) => NameServerAnswer,
): Promise<NameServer> {
  const questions: string[] = [];
  let tcpQuestions = 0;
  /** The bytes to answer with; undefined: none. */
  const answerTo = (message: Buffer): Buffer | undefined => {
    const { name, type, end } = readQuestion(message);
    questions.push(`${name} ${type}`);
    const said = type === undefined ? { code: serverFailure } : answer(name, type);
    if (said === 'silence') return undefined;
    if (said === 'nonsense') return Buffer.concat([message.subarray(0, 2), Buffer.alloc(40, 0xff)]);
    return writeAnswer(message.subarray(0, end), { said, isText: type === 'TXT' });
  };
  const tcp = createServer((socket) => {
    onTcpMessages(socket, (message) => {
      tcpQuestions += 1;
      const bytes = answerTo(message);
      if (bytes === undefined) return;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.length);
      socket.write(Buffer.concat([length, bytes]));
    });
  }).listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket('udp4').on('message', (message, from) => {
    const bytes = answerTo(message);
    if (bytes !== undefined) udp.send(cutForUdp(bytes, message), from.port, from.address);
  });
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');
  return {
    address: `127.0.0.1:${port}`,
    questions,
    get tcpQuestions() {
      return tcpQuestions;
    },
    async [Symbol.asyncDispose]() {
      udp.close();
      tcp.close();
      await Promise.all([once(udp, 'close'), once(tcp, 'close')]);
    },
  };
}

/** By TCP every message comes after its length (RFC 1035, section 4.2.2). */
function onTcpMessages(socket: Socket, onMessage: (message: Buffer) => void): void {
  let pending = Buffer.alloc(0);
  socket
    .on('error', () => {})
    .on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
        const end = 2 + pending.readUInt16BE(0);
        onMessage(pending.subarray(2, end));
        pending = pending.subarray(end);
      }
    })
    .on('end', () => socket.end());
}

function cutForUdp(bytes: Buffer, question: Buffer): Buffer {
  if (bytes.length <= maxUdpLength) return bytes;
  const cut = Buffer.from(bytes.subarray(0, readQuestion(question).end));
  cut.writeUInt16BE(cut.readUInt16BE(2) | truncated, 2);
  cut.writeUInt16BE(0, 6);
  return cut;
}

const headerLength = 12;

function readQuestion(message: Buffer) {
  const labels: string[] = [];
  let offset = headerLength;
  for (let length = message.readUInt8(offset); length > 0; length = message.readUInt8(offset)) {
    labels.push(message.toString('latin1', offset + 1, offset + 1 + length));
    offset += 1 + length;
  }
  const type = recordTypes.get(message.readUInt16BE(offset + 1));
  return { name: labels.join('.').toLowerCase(), type, end: offset + 5 };
}

function writeAnswer(
  question: Buffer,
  {
    said,
    isText,
  }: { readonly said: Exclude<NameServerAnswer, 'nonsense' | 'silence'>; readonly isText: boolean },
): Buffer {
  const code = 'code' in said ? said.code : 0;
  const writeValue = isText ? writeText : writeAddress;
  const records = 'alias' in said ? [writeAlias(said.alias)] : 'code' in said ? [] : said.map(writeValue);
  const header = Buffer.alloc(headerLength);
  question.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, question.subarray(headerLength), ...records]);
}

function writeAddress(address: string): Buffer {
  const data = address.includes(':') ? octetsOfIpv6(address) : Buffer.from(address.split('.').map(Number));
  return writeRecord(data.length === 4 ? 1 : 28, data);
}

/** A text in pieces of at most 255 octets (RFC 1035, section 3.3.14). */
function writeText(text: string): Buffer {
  const octets = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let start = 0; start === 0 || start < octets.length; start += 255) {
    const piece = octets.subarray(start, start + 255);
    pieces.push(Buffer.from([piece.length]), piece);
  }
  return writeRecord(16, Buffer.concat(pieces));
}

function writeAlias(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  return writeRecord(5, Buffer.concat([...labels, Buffer.from([0])]));
}

/** A record of the name that was asked for (0xc00c points to it), good for 120 seconds. */
function writeRecord(type: number, data: Buffer): Buffer {
  const record = Buffer.alloc(12);
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(type, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt32BE(120, 6);
  record.writeUInt16BE(data.length, 10);
  return Buffer.concat([record, data]);
}

function octetsOfIpv6(address: string): Buffer {
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const zeros = Array<number>(8 - groups(head).length - groups(tail).length).fill(0);
  const data = Buffer.alloc(16);
  for (const [index, group] of [...groups(head), ...zeros, ...groups(tail)].entries())
    data.writeUInt16BE(group, index * 2);
  return data;
}
