import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { addDays } from '../../db/model/utc-day.ts';
import { askJson } from '../support/fediverse.ts';
import { createPopulation } from './population.ts';
import { truthOf } from './truth.ts';

interface Ready {
  readonly address: { readonly host: '127.0.0.1'; readonly port: number };
  readonly caFile: string;
  readonly seeds: readonly string[];
  readonly control: string;
  readonly day: string;
}

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function serve(...options: string[]): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('No output.');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return line;
}

test.for(['SIGTERM', 'SIGINT'] as const)(
  'the command says where it is, serves, and ends at %s',
  async (signal) => {
    const caFile = join(tmpdir(), `${signal}-${process.pid}-ca.pem`);
    const child = serve(
      '--hosts',
      '20',
      '--seed',
      '9',
      '--faults',
      'none',
      '--latency-ms',
      '0',
      '--ca-out',
      caFile,
    );
    const ready = JSON.parse(await firstLine(child)) as Ready;
    expect(ready).toMatchObject({
      caFile,
      day: '2026-01-01',
      control: expect.stringMatching(/^http:\/\/127/),
    });
    const caPem = readFileSync(caFile, 'utf8');
    const [seed = ''] = ready.seeds;
    expect(await askJson({ address: ready.address, caPem }, seed, '/nodeinfo/2.0')).toHaveProperty('usage');
    const turned = await fetch(`${ready.control}/day`, { method: 'POST', body: '2026-03-01' });
    expect(turned.status).toBe(200);
    const truth = await (await fetch(`${ready.control}/truth`)).json();
    const same = createPopulation({ hosts: 20, seed: 9, faults: 'none', latencyMedianMs: 0 });
    const expected = truthOf(same, addDays(same.settings.firstDay, 59));
    expect(truth).toEqual(JSON.parse(JSON.stringify(expected)));
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(existsSync(caFile)).toBe(true);
    rmSync(caFile);
  },
);

test('the command knows all faults, traps, hosting domains and second names', async () => {
  const options = [
    '--faults',
    'all',
    '--traps',
    '2',
    '--private-traps',
    '1',
    '--hosted',
    '5',
    '--aliases',
    '3',
  ];
  const child = serve('--hosts', '150', '--latency-ms', '0', ...options);
  const { control } = JSON.parse(await firstLine(child)) as Ready;
  const truth = await (await fetch(`${control}/truth`)).json();
  const same = createPopulation({
    hosts: 150,
    faults: 'all',
    latencyMedianMs: 0,
    traps: 2,
    privateTraps: 1,
    providers: [
      { instances: 5, unknownNames: 'refused' },
      { instances: 5, unknownNames: 'not-found' },
    ],
    aliases: 3,
  });
  expect(truth).toEqual(JSON.parse(JSON.stringify(truthOf(same, same.settings.firstDay))));
  child.kill();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('wrong use is said in one line', async () => {
  const child = serve('--day', '2026-02-30');
  let error = '';
  child.stderr?.on('data', (chunk) => {
    error += String(chunk);
  });
  expect(await once(child, 'close')).toEqual([2, null]);
  expect(error.trim()).toBe('This is no day: 2026-02-30');
});
