import { jest } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openProgram, run } from './program.js';
import type { SurvivalAnalysis } from './survival-analysis.js';
import { addSurvivalCommand } from './survival.command.js';

describe('werkplein survival', () => {
  let folder: string;
  let [out, err] = ['', ''];
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'survival-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  beforeEach(() => {
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
  });

  async function type(content: string | Buffer, ...options: string[]) {
    [out, err] = ['', ''];
    const file = path.join(folder, 'spells.csv');
    await writeFile(file, content);
    const program = openProgram();
    addSurvivalCommand(program);
    await run(program, ['node', 'werkplein', 'survival', file, ...options]);
    return { code: process.exitCode ?? 0, out, err };
  }
  const TWO = ['--time', 'time', '--event', 'event'];
  async function analysed(content: string | Buffer, ...options: string[]) {
    const { code, out: json, err: said } = await type(content, ...TWO, ...options, '--json');
    expect([code, said]).toEqual([0, '']);
    return JSON.parse(json) as SurvivalAnalysis;
  }

  it('prints these keys exactly, with a step at each time at which it happened', async () => {
    const analysis = await analysed('time,event\n2,1\n2,0\n4,1\n5,0\n');

    expect(analysis).toEqual({
      groups: [
        {
          group: 'all',
          n: 4,
          events: 2,
          median: 4,
          steps: [
            {
              time: 2,
              atRisk: 4,
              events: 1,
              survival: 0.75,
              stdErr: expect.closeTo(0.2165064, 6),
              lower: expect.any(Number),
              upper: expect.any(Number),
            },
            {
              time: 4,
              atRisk: 2,
              events: 1,
              survival: 0.375,
              stdErr: expect.closeTo(0.286411, 6),
              lower: expect.any(Number),
              upper: expect.any(Number),
            },
          ],
          cumulativeIncidence: {},
        },
      ],
      logRank: null,
      cox: [],
    });
  });

  it('has a group per value of --by in order, numbers by size, and tests between them', async () => {
    const { groups, logRank } = await analysed('time,event,weeks\n1,1,10\n2,1,9\n3,0,10\n4,1,9\n5,0,9\n', '--by', 'weeks');

    expect(groups.map(({ group, n, events, median }) => [group, n, events, median])).toEqual([
      ['9', 3, 2, 4],
      ['10', 2, 1, expect.any(Number)],
    ]);
    expect(Object.keys(logRank ?? {})).toEqual(['chisq', 'df', 'p']);
  });

  it('has an incidence per cause in each group, that adds up with who is still there', async () => {
    const { groups } = await analysed(
      'time,event,why,g\n1,1,work,A\n2,1,moved,A\n3,0,,A\n4,1,work,B\n5,0,,B\n',
      '--by',
      'g',
      '--cause',
      'why',
    );

    expect(groups[0]?.cumulativeIncidence).toEqual({
      moved: [
        { time: 1, value: 0 },
        { time: 2, value: expect.closeTo(1 / 3, 12) },
      ],
      work: [
        { time: 1, value: expect.closeTo(1 / 3, 12) },
        { time: 2, value: expect.closeTo(1 / 3, 12) },
      ],
    });
    expect(groups[1]?.cumulativeIncidence['moved']).toEqual([{ time: 4, value: 0 }]);
  });

  it('takes a time of 0, late entry before it, and covariates in the order in which they are named', async () => {
    const file = 'time,event,from,a,b\n0,1,-1,1,2\n3,1,0,0,5\n4,1,1,1,1\n5,0,2,0,4\n6,1,2,1,3\n7,1,0,0,2\n';
    const { groups, cox } = await analysed(file, '--entry', 'from', '--covariates', 'b, a');

    expect(groups[0]?.steps[0]).toMatchObject({ time: 0, atRisk: 1, survival: 0 });
    expect(cox.map(({ covariate }) => covariate)).toEqual(['b', 'a']);
    expect(Object.keys(cox[0] ?? {})).toEqual(['covariate', 'hazardRatio', 'lower', 'upper', 'p']);
    for (const { hazardRatio, lower, upper } of cox) expect(lower! < hazardRatio! && hazardRatio! < upper!).toBe(true);
  });

  it.each<[string, string | Buffer]>([
    ['commas', 'name,time,event,x\nAn,1.5,1,0\nBo,2.5,0,1\nCy,3.5,1,0\n'],
    ['semicolons and decimal commas, as a Dutch spreadsheet writes it', 'name;time;event;x\r\nAn;1,5;1;0\r\nBo;2,5;0;1\r\nCy;3,5;1;0\r\n'],
    [
      'a mark that says UTF-8, quotation marks and empty lines',
      '\u{FEFF}"name","time","event","x"\n"An, of ""Ans""","1.5",1,0\n\n"Bo\nen Ko",2.5,0,1\nCy,3.5,1,0\n\n',
    ],
    ['spaces, and empty cells behind the last column', 'name; time ;event;x;;\nAn; 1,5 ;1;0;;\nBo;2,5;0;1\nCy;3,5;1;0;\n'],
    ['Windows-1252', Buffer.from('naam;tijd;time;event;x\nAndr\u{e9};\u{e9};1,5;1;0\nBo;;2,5;0;1\nCy;;3,5;1;0\n', 'latin1')],
  ])('reads %s', async (_, content) => {
    const { groups } = await analysed(content);

    expect(groups[0]?.steps.map(({ time, atRisk }) => [time, atRisk])).toEqual([[1.5, 3], [3.5, 1]]); // prettier-ignore
  });

  it.each<[string, string, string[], RegExp]>([
    ['a time that is no number', 'time,event\n1,1\nlang,0\n', [], /^Regel 3, time "lang": geen getal\./],
    ['an empty time', 'time,event\n1,1\n,0\n', [], /^Regel 3, time: leeg\./],
    ['a negative time', 'time,event\n-1,1\n', [], /^Regel 2, time "-1": een tijd is niet negatief\./],
    ['an event that is neither', 'time,event\n1,2\n', [], /^Regel 2, event "2": kan alleen 1 of 0 zijn\./],
    ['a comma that could be two things', 'time,event\n"1,500",1\n', [], /^Regel 2, time "1,500": schrijf decimalen met een punt\./],
    [
      'points and commas in one file',
      'time;event\n1.5;1\n2,5;0\n',
      [],
      /^Regel 3, time "2,5": regel 2 heeft "1\.5": punt of komma, allebei kan niet\./,
    ],
    ['a row that is too short', 'time,event,x\n1,1\n', [], /^Regel 2: 2 kolommen in plaats van 3\./],
    ['a row that is too long', 'time,event\n1,1,7\n', [], /^Regel 2: 3 kolommen in plaats van 2\./],
    ['a cause of nothing', 'time,event,why\n1,0,work\n', ['--cause', 'why'], /^Regel 2, why "work": ingevuld, terwijl er niets gebeurde/],
    ['an entry at the end', 'time,event,from\n3,1,3\n', ['--entry', 'from'], /^Regel 2, from "3": niet vóór het einde \(3\)\./],
    ['an entry that is not known', 'time,event,from\n3,1,\n', ['--entry', 'from'], /^Regel 2, from: leeg\./],
    ['a covariate in words', 'time,event,age\n3,1,oud\n', ['--covariates', 'age'], /^Regel 2, age "oud": geen getal\./],
    ['a covariate that is not known', 'time,event,age\n3,1,\n', ['--covariates', 'age'], /^Regel 2, age: leeg\./],
    ['a group that is not known', 'time,event,g\n3,1,\n', ['--by', 'g'], /^Regel 2, g: leeg\./],
    [
      'a column that is not there',
      'tijd,event,x\n3,1,2\n',
      ['--by', 'g'],
      /^In regel 1 staat geen kolom "time", "g"\. De kolommen zijn: tijd, event, x\./,
    ],
    ['a column that is there twice', 'time,event,time\n3,1,2\n', [], /^In regel 1 staat "time" twee keer\./],
    ['an empty file', '', [], /^Het bestand is leeg\./],
    ['only a first line', 'time,event\n', [], /^Het bestand heeft alleen een eerste regel/],
    [
      'a quotation mark without an end',
      'time,event\n1,1\n"2,0\n3,1\n',
      [],
      /^Vóór regel \d+ staat een aanhalingsteken dat nergens eindigt\./,
    ],
  ])('refuses %s with line, column and reason, and prints nothing', async (_, content, options, sentence) => {
    const refused = await type(content, ...TWO, ...options, '--json');

    expect(refused.err).toMatch(sentence);
    expect([refused.code, refused.out]).toEqual([1, '']);
  });

  it('tells all bad rows at once, and counts them from a hundred on', async () => {
    const few = await type('time,event\nx,1\n2,1\n3,7\ny,z\n', ...TWO);
    const many = await type(`time,event\n${'x,1\n'.repeat(1234)}`, ...TWO);

    expect(few.err.split('\n').map((line) => line.slice(0, 14))).toEqual([
      'Regel 2, time ',
      'Regel 4, event',
      'Regel 5, time ',
      'Regel 5, event',
      'Er is niets be',
      '',
    ]);
    expect(many.err.match(/^Regel/gm)).toHaveLength(100);
    expect(many.err).toContain('En nog 1.134.');
  });

  it('refuses to divide by what everybody has another of', async () => {
    const rows = Array.from({ length: 101 }, (_, row) => `${row},1,client ${row}`).join('\n');

    expect(await type(`time,event,who\n${rows}\n`, ...TWO, '--by', 'who')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^De kolom van --by heeft meer dan 100/),
    });
  });

  it('says of a file that is not there that it is not there', async () => {
    const program = openProgram();
    addSurvivalCommand(program);
    [out, err] = ['', ''];
    await run(program, ['node', 'werkplein', 'survival', path.join(folder, 'nergens.csv'), ...TWO]);

    expect([process.exitCode, out, err]).toEqual([1, '', expect.stringMatching(/^Het bestand .*nergens\.csv is er niet\./)]);
  });

  it('gives no ratio that is none: what separates has bounds, what tells nothing has none, and both are said', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `${row + 1},${row < 12 ? 1 : 0},${row < 12 ? 1 : 0},5`).join('\n');
    const { code, out: json, err: said } = await type(`time,event,first,same\n${rows}\n`, ...TWO, '--covariates', 'first,same', '--json');
    const { cox } = JSON.parse(json) as SurvivalAnalysis;

    expect(code).toBe(0);
    expect(cox[0]).toEqual({
      covariate: 'first',
      hazardRatio: expect.any(Number),
      lower: expect.any(Number),
      upper: expect.any(Number),
      p: expect.any(Number),
    });
    expect(cox[1]).toEqual({ covariate: 'same', hazardRatio: null, lower: null, upper: null, p: null });
    expect(said).toMatch(
      /^first scheidt de groepen volledig; .*Firth\.\nsame is voor iedereen die te vergelijken valt gelijk; er is geen hazard ratio\.\n$/,
    );
  });

  it('tells a person the same in Dutch, with as many lines as fit', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, row) => `${row + 1},${row % 3 ? 1 : 0},${row % 2},${row % 3 ? ['werk', 'verhuizing'][row % 2] : ''}`,
    ).join('\n');
    const { out: told } = await type(`time,event,ui,why\n${rows}\n`, ...TWO, '--by', 'ui', '--cause', 'why', '--covariates', 'ui');

    expect(told).toContain('ui 0: 30 regels, bij 20 gebeurde het, bij de helft op tijd');
    expect(told).toMatch(/^ {2}tijd +in beeld +gebeurd +nog niet +van +tot$/m);
    expect(told).toContain('(12 van 20 tijden; met --json ziet u ze alle)');
    expect(told).toMatch(/^ {2}verhuizing +\d+,\d%$/m);
    expect(told).toMatch(/^Verschil tussen de groepen \(log-rank\): chi² \d+,\d\d, df 1, p = 0,\d{4}$/m);
    expect(told).toMatch(/^ {2}ui +\d,\d{3} +\d,\d{3} +\d,\d{3} +0,\d{4}$/m);
    expect(told).toContain('Dit is samenhang, geen bewijs.');
  });
});
