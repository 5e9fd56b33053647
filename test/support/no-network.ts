import { afterEach, expect } from 'vitest';
import { takeOutsideAttempts } from './outside-network.ts';

// Run anew for every test file, unlike what it imports, which is loaded once a process.
afterEach(() => {
  expect(takeOutsideAttempts(), 'attempts to reach beyond this machine').toEqual([]);
});
