import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from '../../db/environment.ts';

/** Where log lines go: a stream, and whether a person watches it. */
export interface LogStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Opens a log: one JSON object a line with `level`, `time` (ISO 8601, UTC) and `msg`, all printable ASCII.
 *
 * @param level what is logged: this level and everything more urgent.
 */
export function openLog(stream: LogStream, level: LogLevel): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    printableLines(stream),
  );
}

/**
 * Writes each line so that it stays one and does nothing to a terminal. JSON itself escapes C0 controls only; C1
 * controls (U+009B begins a terminal sequence as ESC does), U+2028 and characters that turn the direction of writing
 * around would pass. In JSON, `\uXXXX` is the same character.
 */
function printableLines(stream: LogStream): DestinationStream {
  // On a terminal, a bar may stand where the line is to be written: it draws itself again below.
  const start = stream.isTTY === true ? '\r\u001b[K' : '';
  return { write: (line: string) => void stream.write(`${start}${escapeLine(line)}\n`) };
}

function escapeLine(line: string): string {
  return line
    .trimEnd()
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
