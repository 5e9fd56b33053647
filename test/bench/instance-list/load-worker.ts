import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { randomFor } from '../../fediverse/random.ts';
import type { Load } from './load.ts';

const { origin, paths, connections, seconds, perSecond }: Load = workerData;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const random = randomFor('load', seconds);
const times: number[] = [];
const endsAtMs = performance.now() + seconds * 1_000;
let asked = 0;

/** Reads an answer to its end. */
function ask(dueAtMs: number): Promise<void> {
  const path = paths[asked % paths.length] ?? '/';
  asked += 1;
  return new Promise((resolve, reject) => {
    get(`${origin}${path}`, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${path}: ${response.statusCode}`));
      response.resume().on('end', () => {
        times.push(performance.now() - dueAtMs);
        resolve();
      });
    }).on('error', reject);
  });
}

async function askAgainAndAgain(): Promise<void> {
  while (performance.now() < endsAtMs) await ask(performance.now());
}

async function askAtRandom(rate: number): Promise<void> {
  const answers: Promise<void>[] = [];
  for (
    let dueAtMs = performance.now();
    dueAtMs < endsAtMs;
    dueAtMs += (-Math.log(1 - random.next()) * 1_000) / rate
  ) {
    const waitMs = dueAtMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    answers.push(ask(dueAtMs));
  }
  await Promise.all(answers);
}

await (perSecond === null
  ? Promise.all(Array.from({ length: connections }, askAgainAndAgain))
  : askAtRandom(perSecond));
agent.destroy();
parentPort?.postMessage(times);
