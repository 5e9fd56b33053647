import { writeFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import type generateTypes from 'openapi-typescript';

/**
 * Writes the TypeScript types of an API: `node generate-client-types.ts DESCRIPTION-URL FILE`.
 *
 * The generator builds a syntax tree with the JavaScript API of TypeScript 5 and 6, which TypeScript 7 no longer has; it is
 * given that of an older TypeScript (`older-typescript.ts`). What it writes is compiled by the project's own.
 */

const [, , url, file] = process.argv;
if (url === undefined || file === undefined) throw new Error('Give the address of a description and a file.');

const older = new URL('older-typescript.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'typescript' ? { url: older, shortCircuit: true } : next(specifier, context),
});
// Loaded late: by now the hook stands.
const generator = 'openapi-typescript';
const { default: generate, astToString } = (await import(generator)) as {
  readonly default: typeof generateTypes;
  readonly astToString: (nodes: Awaited<ReturnType<typeof generateTypes>>) => string;
};
const description = await (await fetch(url)).text();
await writeFile(file, astToString(await generate(description)));
