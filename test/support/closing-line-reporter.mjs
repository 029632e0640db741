/** Jest's own summary is for people; this plain line after it is for machines: `412 passed, 0 failed`, alone on the last line. */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    // Jest's summary is written after every other reporter has had its turn.
    process.once('exit', () => process.stderr.write(`\n${closingLine(results)}\n`));
  }
}

/** A file that could not even be loaded has no tests that failed, and is a failure all the same. */
export function closingLine({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests }) {
  const skipped = numPendingTests + numTodoTests;
  return `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
