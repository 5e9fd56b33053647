import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Two cores are what a small machine and CI have; more workers only make slow tests slower.
    maxWorkers: 2,
    projects: [
      {
        test: {
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
