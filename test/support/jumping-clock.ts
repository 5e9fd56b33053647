/**
 * Preloaded into a program (`NODE_OPTIONS=--import …`): its wall clock begins at `CLOCK_START`, far from that of the
 * machine and of the database, and is set two hours back by the first SIGUSR2 and a day ahead by the second. Its
 * monotonic clock goes on, as that of a machine does.
 */
const machineNow = Date.now;
let offsetMs = Date.parse(process.env.CLOCK_START ?? '') - machineNow();
const jumpsMs = [-2 * 3_600_000, 26 * 3_600_000];
process.on('SIGUSR2', () => {
  offsetMs += jumpsMs.shift() ?? 0;
  process.stderr.write(`clock set to ${new Date().toISOString()}\n`);
});

const now = () => machineNow() + offsetMs;
globalThis.Date = new Proxy(Date, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  apply: () => new Date(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
});
