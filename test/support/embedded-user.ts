import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { createDatabase } from '../../db/client.ts';
import { EmbeddedPostgresError, openEmbedded } from '../../db/embedded.ts';

/**
 * A command that uses the embedded PostgreSQL, as a process of its own: opens it in the folder of its argument, then
 * does what its input says, a word a line, and answers each with a line of JSON.
 */
const [dataFolder = '', durability = 'fragile'] = process.argv.slice(2);
const say = (answer: unknown) => process.stdout.write(`${JSON.stringify(answer)}\n`);

try {
  const lines: string[] = [];
  const database = await openEmbedded({
    dataFolder,
    log: (line) => lines.push(line),
    isDurable: durability === 'durable',
  });
  say({ url: database.url, lines });
  for await (const word of createInterface(process.stdin)) {
    if (word === 'query') say(await query(database.url));
    if (word === 'close') break;
  }
  await database.close();
  say({ closed: true });
} catch (error) {
  if (!(error instanceof EmbeddedPostgresError)) throw error;
  say({ problem: error.problem, message: error.message });
  process.exitCode = 1;
}

async function query(url: string): Promise<unknown> {
  await using db = createDatabase(url);
  const { rows } = await sql<{ answer: number }>`select 42 as answer`.execute(db);
  return rows[0];
}
