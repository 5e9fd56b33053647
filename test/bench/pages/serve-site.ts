import type { CpuUsed } from './start-site.ts';

/**
 * The site as `npm run site` starts it, which moreover tells the CPU time that it has used when it is asked. A process of its own,
 * so that this is the site's alone; the database's is not in it.
 */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const used: CpuUsed = { kind: 'used', cpuMs: (user + system) / 1000 };
  process.send?.(used);
});
await import('../../../web/server.ts');
