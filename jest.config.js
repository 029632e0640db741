import { availableParallelism } from 'node:os';

/** Four sizes of test (see docs/architecture.md); `npm test` runs them all, `npm run check` only the first. */
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  moduleNameMapper: {
    '^#libs/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    // Files named x.json.js are JavaScript: without their last three letters they would be read as JSON, with a warning each.
    '^(\\.{1,2}/.*\\.json\\.js)$': '$1',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  setupFilesAfterEnv: ['<rootDir>/test/support/equal-moments.mjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
};
const onADatabase = {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

export default {
  testTimeout: 90_000,
  // One process for everything grows to gigabytes, and gets slower and slower: modules of a spec file are never let go. So always workers, and
  // new ones in time.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: '1GB',
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.mjs'],
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{libs,apps}/**/!(*.db|*.e2e)*.spec.ts'] },
    { ...shared, ...onADatabase, displayName: 'db', testMatch: ['<rootDir>/{libs,apps}/**/*.db-spec.ts'] },
    { ...shared, ...onADatabase, displayName: 'house', testMatch: ['<rootDir>/test/architecture/**/*.spec.ts'] },
    { ...shared, ...onADatabase, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.e2e-spec.ts'] },
  ],
};
