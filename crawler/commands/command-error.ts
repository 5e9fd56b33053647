/**
 * Why a command ends without having done its work, in words for the person who typed it: what failed, with which
 * input, what to do. Printed as it is, without a stack.
 */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** 1: failed. 2: wrong use. */
  readonly exitCode: 1 | 2;

  constructor(message: string, options: { readonly exitCode?: 1 | 2; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
  }
}

/** Wrong use, one line a problem. */
export function wrongUse(problems: readonly string[]): CommandError {
  return new CommandError(problems.join('\n'), { exitCode: 2 });
}
