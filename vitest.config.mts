import { defineConfig } from 'vitest/config';

const minute = 60_000;

/** One project per kind of test; `npm run test:<name>` runs one of them. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'property', include: ['test/fuzz/**/*.test.ts'], testTimeout: minute } },
      { test: { name: 'page', include: ['test/page/**/*.test.ts'], testTimeout: minute, hookTimeout: minute } },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 2 * minute,
          hookTimeout: 2 * minute,
        },
      },
    ],
  },
});
