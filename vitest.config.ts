import { defineConfig } from 'vitest/config';

const shared = {
  // No test replaces a module or leaves settings changed: loading the same modules anew for every file would take a third of a run.
  isolate: false,
  // A second, which it is otherwise, is little on a machine that does something else, too.
  expect: { poll: { timeout: 20_000 } },
} as const;

export default defineConfig({
  test: {
    // Two cores are what a small machine and CI have; more workers only make slow tests slower.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/{crawler,db,web,fediverse,project}/**/*.test.ts'],
          setupFiles: ['test/support/no-network.ts'],
          globalSetup: ['test/support/global-postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/prepare-site.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
