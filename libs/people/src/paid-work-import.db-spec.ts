import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { on } from '../../../test/support/import-desk.js';
import { aSpellDesk, type WorkRow } from '../../../test/support/spell-desk.js';

const JOB: WorkRow = { Klantnummer: 'K1', Begindatum: '01-03-2025', 'Uren per week': '12,5', Soort: 'loondienst' };
const ENDED: WorkRow = { ...JOB, Einddatum: '01-09-2025' };
const LATER = on('2026-12-01');

describe('importing paid work', () => {
  let desk: Awaited<ReturnType<typeof aSpellDesk>>;
  beforeAll(async () => void (desk = await aSpellDesk()));
  afterAll(() => desk.close());
  beforeEach(async () => {
    await desk.clear();
    await desk.clients(['K1', 'K2']);
  });

  it('stores it beside a benefit and after it, with hours and kind, and hours that nobody knows as not known', async () => {
    const rows = [
      ENDED,
      { ...JOB, Begindatum: '01-09-2025', Soort: 'Zelfstandig', 'Uren per week': '' },
      { ...JOB, Klantnummer: 'K2', Soort: 'ZZP' },
    ];
    const { told, ...report } = await desk.importWork(rows);
    expect(report).toMatchObject({ rows: 3, new: 3, refused: 0, written: true });
    expect(told).toEqual(['3 Uren per week : hours-missing']);
    expect(await desk.work()).toEqual([
      { client: 'K1', during: '[2025-03-01,2025-09-01)', kind: 'employee', hours: 12.5 },
      { client: 'K1', during: '[2025-09-01,)', kind: 'self_employed', hours: null },
      { client: 'K2', during: '[2025-03-01,)', kind: 'self_employed', hours: 12.5 },
    ]);
  });

  it('changes nothing the second time, nor in a dry run, nor for what is not in the file', async () => {
    await desk.importWork([ENDED, { ...JOB, Klantnummer: 'K2' }]);
    const before = await desk.contents();
    expect(await desk.importWork([ENDED], LATER)).toMatchObject({ unchanged: 1, new: 0 });
    expect(await desk.importWork([{ ...ENDED, Soort: 'zzp' }], LATER, { dryRun: true })).toMatchObject({ corrected: 1, written: false });
    expect(await desk.contents()).toEqual(before);
  });

  it('keeps what it was before it ended, was corrected or taken back', async () => {
    await desk.importWork([JOB]);
    expect(await desk.importWork([ENDED], LATER)).toMatchObject({ ended: 1 });
    expect(await desk.importWork([{ ...ENDED, 'Uren per week': '20' }], LATER)).toMatchObject({ corrected: 1 });
    expect(await desk.importWork([{ ...ENDED, 'Uren per week': '' }], LATER)).toMatchObject({ corrected: 1 });
    // Without a number another first day is: the one never was, and the other was.
    const moved = [
      { ...JOB, Vervallen: 'ja' },
      { ...ENDED, Begindatum: '15-02-2025' },
    ];
    expect(await desk.importWork(moved, LATER)).toMatchObject({ withdrawn: 1, new: 1, refused: 0 });
    expect(await desk.workHistory()).toEqual([
      { client: 'K1', during: '[2025-03-01,)', kind: 'employee', hours: 12.5, change: 'ended' },
      { client: 'K1', during: '[2025-03-01,2025-09-01)', kind: 'employee', hours: 12.5, change: 'corrected' },
      { client: 'K1', during: '[2025-03-01,2025-09-01)', kind: 'employee', hours: 20, change: 'corrected' },
      { client: 'K1', during: '[2025-03-01,2025-09-01)', kind: 'employee', hours: null, change: 'withdrawn' },
    ]);
    expect(await desk.work()).toMatchObject([{ during: '[2025-02-15,2025-09-01)' }]);
  });

  it('moves a border between two, both ways', async () => {
    const two = (day: string) => [
      { ...ENDED, Einddatum: day },
      { ...JOB, Begindatum: '01-12-2025', 'Uren per week': '32' },
    ];
    await desk.importWork(two('01-09-2025'));
    for (const day of ['01-12-2025', '01-04-2025'])
      expect(await desk.importWork(two(day), LATER)).toMatchObject({ corrected: 1, refused: 0 });
  });

  it.each<[string, WorkRow, string, RegExp]>([
    ['a client whom we do not know', { ...JOB, Klantnummer: 'K9' }, 'Klantnummer K9: client-unknown', /klantenbestand/],
    ['a first day that is missing', { ...JOB, Begindatum: '' }, 'Begindatum : missing', /is leeg/],
    ['a first day that does not exist', { ...JOB, Begindatum: '29-02-2025' }, 'Begindatum 29-02-2025: date-nonexistent', /bestaat niet/],
    ['a first day before the birth', { ...JOB, Begindatum: '01-01-1980' }, 'Begindatum 01-01-1980: start-before-birth', /geboorte/],
    [
      'an end on the first day',
      { ...JOB, Einddatum: '01-03-2025' },
      'Einddatum 01-03-2025: end-before-start',
      /^het werk eindigt niet later/,
    ],
    ['a first day far ahead', { ...JOB, Begindatum: '01-03-2027' }, 'Begindatum 01-03-2027: date-far-ahead', /lees dit werk in/],
    ['a kind that is missing', { ...JOB, Soort: '' }, 'Soort : missing', /is leeg/],
    ['a kind that nobody knows', { ...JOB, Soort: 'vrijwilliger' }, 'Soort vrijwilliger: kind-unknown', /"loondienst" of "zelfstandig"/],
    ['hours that are none', { ...JOB, 'Uren per week': 'veel' }, 'Uren per week veel: hours-unreadable', /24 of 24,5/],
    ['no hours at all', { ...JOB, 'Uren per week': '0' }, 'Uren per week 0: hours-impossible', /meer dan 0 en niet meer dan 60/],
    ['more hours than a week has days for', { ...JOB, 'Uren per week': '61' }, 'Uren per week 61: hours-impossible', /60 uur/],
  ])('refuses %s', async (_, row, told, reason) => {
    const report = await desk.importWork([row, { ...JOB, Klantnummer: 'K2' }]);
    expect(report.told).toEqual([`2 ${told}`]);
    expect(report.problems[0]?.reason).toMatch(reason);
    expect(await desk.work()).toEqual([]);
  });

  it('refuses what overlaps, in the file and with us, and says what can be done', async () => {
    const rows = [JOB, { ...JOB, Begindatum: '01-06-2025' }];
    expect((await desk.importWork(rows)).told).toEqual(['2 Begindatum 01-03-2025: overlaps-row', '3 Begindatum 01-06-2025: overlaps-row']);
    await desk.importWork([JOB]);
    const { problems } = await desk.importWork([{ ...JOB, Begindatum: '01-06-2025' }], LATER);
    expect(problems.map(({ reason }) => reason)).toEqual([
      'dit werk overlapt met wat wij al kennen: van 01-03-2025 tot nu, zonder einddatum. Begint het op een andere dag dan wij weten? ' +
        'Zet het oude er dan bij met "ja" onder Vervallen',
    ]);
  });

  it('leaves employer and earnings where they are', async () => {
    const file = path.join(desk.folder, 'werk.csv');
    const header = 'Klantnummer;Werkgever;Begindatum;Einddatum;Brutoloon;Uren per week;Soort;Kostenplaats';
    await writeFile(file, `${header}\nK1;Bakkerij Geheim;01-03-2025;;1234,56;24;loondienst;K77\n`);
    expect(await desk.importWorkFile(file)).toMatchObject({ new: 1, leftAlone: ['Kostenplaats'] });
    expect(JSON.stringify(await desk.contents())).not.toMatch(/Geheim|1234|K77/);
  });
});
