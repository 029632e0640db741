import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeWithJobless } from '../support/jobless.js';
import { typeCommand } from '../support/type-command.js';

interface Step {
  time: number;
  atRisk: number;
  events: number;
  survival: number;
  stdErr: number;
  lower: number;
  upper: number;
}

interface Analysis {
  groups: {
    group: string;
    n: number;
    events: number;
    median: number | null;
    steps: Step[];
    cumulativeIncidence: Record<string, { time: number; value: number }[]>;
  }[];
  logRank: { chisq: number; df: number; p: number } | null;
  cox: { covariate: string; hazardRatio: number }[];
}

/** A database that cannot be reached: who opens it, fails. */
const NOWHERE = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' };

describe('werkplein survival, as one types it', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'survival-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('opens no database, and ends with 1 for a bad file', async () => {
    const file = path.join(folder, 'klein.csv');
    await writeFile(file, 'time,event\n1,1\n2,0\n');
    const good = await typeCommand(['survival', file, '--time', 'time', '--event', 'event', '--json'], NOWHERE);
    await writeFile(file, 'time,event\n1,1\nlang,0\n');
    const bad = await typeCommand(['survival', file, '--time', 'time', '--event', 'event', '--json'], NOWHERE);

    expect([good.code, good.err, (JSON.parse(good.out) as Analysis).groups[0]?.n]).toEqual([0, '', 2]);
    expect(bad).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^Regel 3, time "lang": geen getal\./) });
  });
});

interface Expected {
  n: number;
  events: number;
  kaplanMeier: ({ group: string; eventsSincePrevious: number } & Step)[];
  median: Record<string, number[] | Record<string, number>>;
  logRank: Record<string, { chisq: number }>;
  coxHazardRatio: { ui: { efron: number } };
  cumulativeIncidence: ({ group: string; time: number } & Record<string, number>)[];
}

describeWithJobless<Expected>('werkplein survival of 3,343 spells of joblessness', ({ rows, expected }) => {
  let folder: string;
  let derived: string;
  /** The columns of the file, with an event instead of a censoring, and a cause. */
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'jobless-'));
    derived = path.join(folder, 'jobless.csv');
    const lines = rows.map((row) => {
      const cause = ['full_time', 'part_time', 'unknown'].find((_, nth) => row[`censor${nth + 1}`] === '1') ?? '';
      return [row['spell'], 1 - Number(row['censor4']), cause && 1, cause, row['ui'], row['ychild'], row['schlt12']];
    });
    await writeFile(
      derived,
      [
        'spell,event,known,cause,ui,ychild,schlt12',
        ...lines.map((line) => line.map((cell, nth) => (nth === 2 ? Number(cell) : cell)).join(',')),
      ].join('\n'),
    );
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function analysed(...options: string[]): Promise<Analysis> {
    const { code, out } = await typeCommand(['survival', derived, '--time', 'spell', ...options, '--json'], NOWHERE);
    expect(code).toBe(0);
    return JSON.parse(out) as Analysis;
  }

  it.each(['', 'ui', 'ychild', 'schlt12'])('has the curves, medians and test of R, to 1e-6 (by "%s")', async (by) => {
    const { groups, logRank } = await analysed('--event', 'event', ...(by ? ['--by', by] : []));
    let compared = 0;
    for (const { group, n, events, median, steps } of groups) {
      const told = expected.kaplanMeier.filter((row) => row.group === (by ? `${by}=${group}` : 'all'));
      const last = told.map((row) => ({ row, step: steps.findLast((step) => step.time <= row.time) }));
      for (const { row, step } of last) {
        for (const key of ['survival', 'stdErr', 'lower', 'upper'] as const)
          expect(Math.abs(Number(step?.[key]) - row[key])).toBeLessThan(1e-6);
        compared += 1;
      }
      if (!by) expect({ n, events }).toEqual({ n: expected.n, events: expected.events });
      expect(Object.values(expected.median[by || 'all'] ?? {})).toContain(median);
    }
    expect(compared).toBeGreaterThan(8);
    const test = expected.logRank[by];
    if (test) expect(Math.abs(Number(logRank?.chisq) - test.chisq)).toBeLessThan(1e-6);
  });

  it('has the hazard ratio of R, to 1e-6', async () => {
    const { cox } = await analysed('--event', 'event', '--covariates', 'ui');

    expect(Math.abs(Number(cox[0]?.hazardRatio) - expected.coxHazardRatio.ui.efron)).toBeLessThan(1e-6);
  });

  // 102 spells ended without it being known how; R's figures take those as out of sight for the causes.
  it('has the cumulative incidence of R per cause, to 1e-6', async () => {
    const { groups } = await analysed('--event', 'event', '--cause', 'cause', '--by', 'ui');
    let compared = 0;
    for (const row of expected.cumulativeIncidence) {
      const incidence = groups.find(({ group }) => `ui=${group}` === row.group)?.cumulativeIncidence;
      if (!incidence) continue;
      for (const cause of ['full_time', 'part_time', 'unknown']) {
        const value = incidence[cause]?.findLast(({ time }) => time <= row.time)?.value;
        expect(Math.abs(Number(value) - Number(row[cause]))).toBeLessThan(1e-6);
        compared += 1;
      }
    }
    expect(compared).toBe(60);
  });

  it('says of how many ends the cause is not told, and counts them in the curves as before', async () => {
    const { code, out, err } = await typeCommand(
      ['survival', derived, '--time', 'spell', '--event', 'event', '--cause', 'cause', '--json'],
      NOWHERE,
    );

    expect(code).toBe(0);
    expect(err).toContain('Van 102 gebeurtenissen is de oorzaak leeg');
    expect((JSON.parse(out) as { groups: { events: number }[] }).groups[0]!.events).toBe(expected.events);
  });
});
