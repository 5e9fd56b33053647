import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** What a name server says about one name and type: addresses, a response code (RFC 1035, 4.1.1), or nothing at all. */
export type NameServerAnswer = readonly string[] | { readonly code: number } | 'silence';

/** A name server on loopback. */
export interface NameServer extends AsyncDisposable {
  /** `address:port`. */
  readonly address: string;
  /** Questions so far, as `name type`. */
  readonly questions: readonly string[];
}

const serverFailure = 2;
const recordTypes: ReadonlyMap<number, 'A' | 'AAAA'> = new Map([
  [1, 'A'],
  [28, 'AAAA'],
]);

/** Starts a UDP name server that answers A and AAAA questions; RFC 1035, section 4, is all it knows. */
export async function startNameServer(
  answer: (name: string, type: 'A' | 'AAAA') => NameServerAnswer,
): Promise<NameServer> {
  const socket = createSocket('udp4');
  const questions: string[] = [];
  socket.on('message', (message, from) => {
    const { name, type, end } = readQuestion(message);
    questions.push(`${name} ${type}`);
    const said = type === undefined ? { code: serverFailure } : answer(name, type);
    if (said === 'silence') return;
    socket.send(writeAnswer(message.subarray(0, end), said), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    questions,
    async [Symbol.asyncDispose]() {
      socket.close();
      await once(socket, 'close');
    },
  };
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

function writeAnswer(question: Buffer, said: Exclude<NameServerAnswer, 'silence'>): Buffer {
  const addresses = 'code' in said ? [] : said;
  const header = Buffer.alloc(headerLength);
  question.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | ('code' in said ? said.code : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  return Buffer.concat([header, question.subarray(headerLength), ...addresses.map(writeRecord)]);
}

function writeRecord(address: string): Buffer {
  const data = address.includes(':') ? octetsOfIpv6(address) : Buffer.from(address.split('.').map(Number));
  const record = Buffer.alloc(12);
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(data.length === 4 ? 1 : 28, 2);
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
