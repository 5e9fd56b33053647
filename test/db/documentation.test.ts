import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../support/postgres.ts';

test('every table and column is explained in db/README.md', async () => {
  await using database = await createTestDatabase();
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and table_name !~ '^(kysely_|host_month_)'`.execute(database.db);
  const readme = readFileSync(join(import.meta.dirname, '../../db/README.md'), 'utf8');
  // "a … b" stands for the columns between, which day figures have many of.
  const isExplained = (name: string) => readme.includes(`\`${name}\``) || /_(observed|carried)$/.test(name);
  const missing = rows
    .filter((row) => !isExplained(row.column_name))
    .map((row) => `${row.table_name}.${row.column_name}`);
  expect(rows.length).toBeGreaterThan(80);
  expect(missing).toEqual([]);
  for (const table of new Set(rows.map((row) => row.table_name))) expect(readme).toContain(table);
});
