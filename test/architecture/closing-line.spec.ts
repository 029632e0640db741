import path from 'node:path';
import { ROOT } from './sources.js';

describe('the closing line of a test run', () => {
  const all = { numPassedTests: 412, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numPendingTests: 0, numTodoTests: 0 };
  let closingLine: (results: typeof all) => string;

  beforeAll(async () => {
    ({ closingLine } = (await import(path.join(ROOT, 'test/support/closing-line-reporter.mjs'))) as {
      closingLine: (results: typeof all) => string;
    });
  });

  it('says how many passed and failed, and nothing else', () => {
    expect(closingLine(all)).toBe('412 passed, 0 failed');
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(closingLine({ ...all, numFailedTests: 1, numRuntimeErrorTestSuites: 2 })).toBe('412 passed, 3 failed');
  });

  it('hides nothing that was skipped', () => {
    expect(closingLine({ ...all, numPendingTests: 1, numTodoTests: 1 })).toBe('412 passed, 0 failed, 2 skipped');
  });
});
