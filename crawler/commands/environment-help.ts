import { environmentVariables } from '../../db/environment.ts';

/** The environment variables as a table for `--help`. */
export function environmentHelp(): string {
  const width = Math.max(...environmentVariables.map(({ name }) => name.length));
  const rows = environmentVariables.map(
    ({ name, default: preset, meaning }) => `  ${name.padEnd(width)}  ${meaning} (default: ${preset})`,
  );
  return ['Environment:', ...rows].join('\n');
}
