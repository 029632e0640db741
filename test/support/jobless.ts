import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Beside the project, and no part of it: who cloned it has none. */
const FOLDER = path.resolve(import.meta.dirname, '../../../shared/data');

/** 3,343 real spells of joblessness (McCall 1996), and what R's package survival says of them. */
export interface Jobless<Expected> {
  rows: readonly Record<string, string>[];
  expected: Expected;
}

/**
 * Compares with R on data that may not be copied into the project. Where the data is absent one test is skipped and says so, instead of passing in
 * silence: the published examples in the project hold the statistics everywhere.
 */
export function describeWithJobless<Expected>(name: string, compare: (jobless: Jobless<Expected>) => void): void {
  describe(name, () => {
    if (existsSync(path.join(FOLDER, 'jobless.csv'))) return compare(read<Expected>());
    it.skip('is not compared: ../shared/data is not there', () => undefined);
  });
}

function read<Expected>(): Jobless<Expected> {
  const [head = '', ...lines] = readFileSync(path.join(FOLDER, 'jobless.csv'), 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return {
    rows: lines.map((line) => Object.fromEntries(line.split(',').map((value, place) => [names[place]!, value]))),
    expected: JSON.parse(readFileSync(path.join(FOLDER, 'jobless.expected.json'), 'utf8')) as Expected,
  };
}
