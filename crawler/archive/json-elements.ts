import { UnreadableFile } from './file-bytes.ts';

/** The text of one element of an array, not parsed yet; null when it is longer than one may be. */
export type JsonElement = Buffer | null;

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];
const blanks: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
/** U+FEFF in UTF-8, which may stand at the very beginning. */
const byteOrderMark = Buffer.from('\ufeff');
/** Longer keys than the one that is looked for need not be known. */
const maxKeyBytes = 64;

/**
 * Cuts a JSON array into its elements while it arrives, at constant memory: only the borders are looked for, so that
 * `JSON.parse` does the rest of the work, and an element that is no JSON costs no other. The array is the document
 * itself, or the value of `arrayKey` in an object (`{"instances": […], "pagination": {…}}`).
 *
 * @param options.maxElementBytes longer elements are passed over, and not kept in memory.
 * @throws UnreadableFile when there is no such array, or the document does not end with it.
 */
export async function* jsonElements(
  parts: AsyncIterable<Buffer>,
  options: { readonly maxElementBytes: number; readonly arrayKey: string },
): AsyncGenerator<JsonElement> {
  const splitter = new ElementSplitter(options.maxElementBytes, options.arrayKey);
  for await (const part of parts) yield* splitter.push(part);
  splitter.end();
}

type Place = 'before' | 'members' | 'elements' | 'after';

class ElementSplitter {
  readonly #maxElementBytes: number;
  readonly #arrayKey: string;
  #place: Place = 'before';
  #marksSeen = 0;
  #depth = 0;
  #elementDepth = 0;
  #isInString = false;
  #isEscaped = false;
  #hasArray = false;
  /** Of the object's member at hand: its key while that is being read, then whether it is the array's. */
  #key: number[] = [];
  #isKeyNext = true;
  #isWanted = false;
  /** Of the element at hand. */
  #pieces: Buffer[] = [];
  #bytes = 0;
  #isBlank = true;
  #elements = 0;

  constructor(maxElementBytes: number, arrayKey: string) {
    this.#maxElementBytes = maxElementBytes;
    this.#arrayKey = arrayKey;
  }

  *push(part: Buffer): Generator<JsonElement> {
    let start = 0;
    for (let index = 0; index < part.length; index += 1) {
      const byte = part[index] ?? 0;
      if (this.#isInString) {
        this.#readString(byte);
        continue;
      }
      if (this.#place === 'elements' && this.#endsElement(byte)) {
        this.#keep(part.subarray(start, index));
        yield* this.#takeElement(byte === comma);
      }
      const wasInElements = this.#place === 'elements';
      this.#readByte(byte);
      if (this.#place !== 'elements') continue;
      if (!wasInElements || (byte === comma && this.#depth === this.#elementDepth)) start = index + 1;
      else if (!blanks.has(byte)) this.#isBlank = false;
    }
    if (this.#place === 'elements') this.#keep(part.subarray(start));
  }

  end(): void {
    if (this.#place === 'before') throw new UnreadableFile('It is empty.');
    if (this.#place !== 'after')
      throw new UnreadableFile('It ends in the middle of its JSON: was it cut off?');
    if (!this.#hasArray)
      throw new UnreadableFile(`It is a JSON object without an array named "${this.#arrayKey}".`);
  }

  #readString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) {
      this.#isInString = false;
      return;
    }
    if (this.#isReadingKey() && this.#key.length <= maxKeyBytes) this.#key.push(byte);
  }

  #isReadingKey(): boolean {
    return this.#place === 'members' && this.#depth === 1 && this.#isKeyNext;
  }

  #endsElement(byte: number): boolean {
    return this.#depth === this.#elementDepth && (byte === comma || byte === closeBracket);
  }

  #readByte(byte: number): void {
    if (this.#place === 'before') this.#begin(byte);
    else if (this.#place === 'after') this.#expectBlank(byte);
    else this.#count(byte);
  }

  #begin(byte: number): void {
    if (blanks.has(byte)) return;
    if (byte === byteOrderMark[this.#marksSeen]) {
      this.#marksSeen += 1;
      return;
    }
    if (byte === openBracket) this.#openArray();
    else if (byte === openBrace) this.#place = 'members';
    else throw new UnreadableFile('It is no JSON.');
    this.#depth = 1;
  }

  #openArray(): void {
    this.#place = 'elements';
    this.#hasArray = true;
    this.#elementDepth = this.#depth + 1;
  }

  #expectBlank(byte: number): void {
    if (!blanks.has(byte)) throw new UnreadableFile('Something follows the end of its JSON.');
  }

  #count(byte: number): void {
    const isMember = this.#place === 'members' && this.#depth === 1;
    if (byte === quote) {
      this.#isInString = true;
      if (this.#isReadingKey()) this.#key = [];
    } else if (byte === openBracket || byte === openBrace) {
      if (isMember && this.#isWanted && byte === openBracket) this.#openArray();
      this.#depth += 1;
    } else if (byte === closeBracket || byte === closeBrace) this.#close(byte);
    else if (isMember && byte === colon) {
      this.#isKeyNext = false;
      this.#isWanted = Buffer.from(this.#key).toString() === this.#arrayKey;
    } else if (isMember && byte === comma) {
      this.#isKeyNext = true;
      this.#isWanted = false;
    }
  }

  #close(byte: number): void {
    this.#depth -= 1;
    if (this.#place === 'elements' && this.#depth < this.#elementDepth) {
      if (byte === closeBrace) throw new UnreadableFile('It is no JSON: a brace ends an array.');
      this.#place = 'members';
      this.#isWanted = false;
    }
    if (this.#depth === 0) this.#place = 'after';
  }

  #keep(piece: Buffer): void {
    this.#bytes += piece.length;
    if (this.#bytes <= this.#maxElementBytes) this.#pieces.push(piece);
    else this.#pieces = [];
  }

  *#takeElement(isFollowed: boolean): Generator<JsonElement> {
    // `[]` has no element; `[1,]` has one that is no JSON.
    if (!this.#isBlank || isFollowed || this.#elements > 0) {
      this.#elements += 1;
      yield this.#bytes > this.#maxElementBytes ? null : Buffer.concat(this.#pieces);
    }
    this.#pieces = [];
    this.#bytes = 0;
    this.#isBlank = true;
  }
}
