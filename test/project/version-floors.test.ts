import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

const readManifest = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8')) as Manifest;

/**
 * The first versions without a weakness that let strangers run code or pass by our proxy. A list of these, and no question to
 * the registry, which tests do not ask: whoever takes a package in anew asks it (`npm audit`).
 */
const floors = [
  // CVE-2025-55182 and CVE-2025-66478: what a client sends to server components is run.
  ['next', '16.0.7'],
  ['react', '19.2.1'],
  ['react-dom', '19.2.1'],
  // CVE-2025-29927: a header makes Next skip its middleware. GHSA-7qx7-33qx-rqx2: SVG reaches what scales pictures, which is off here.
  ['next', '15.5.29'],
] as const;

const numbersOf = (version: string) => version.split('.').map(Number);

/** Whether a version is another one or a later one; both in three numbers. */
function isAtLeast(version: string, floor: string): boolean {
  const least = numbersOf(floor);
  const differing = numbersOf(version).findIndex((number, index) => number !== least[index]);
  return differing === -1 || (numbersOf(version)[differing] ?? 0) > (least[differing] ?? 0);
}

test.for(floors)('case 107: %s is %s or later, as asked for and as locked', ([name, floor]) => {
  const asked = readManifest('package.json').dependencies?.[name] ?? '';
  const locked = readManifest('package-lock.json').packages[`node_modules/${name}`]?.version ?? '';
  expect(asked).toMatch(/^\d+\.\d+\.\d+$/);
  expect(locked).toBe(asked);
  expect(isAtLeast(asked, floor)).toBe(true);
});

test('versions are compared by their numbers', () => {
  expect(isAtLeast('16.0.10', '16.0.7')).toBe(true);
  expect(isAtLeast('16.0.7', '16.0.7')).toBe(true);
  expect(isAtLeast('15.9.9', '16.0.7')).toBe(false);
  expect(isAtLeast('16.0.6', '16.0.7')).toBe(false);
});
