import { readFile } from 'node:fs/promises';
import { anImportDesk, FIRST_DAY, on, SAMPLE_EXPORT } from '../../../test/support/import-desk.js';

describe('importing an export with every mistake such exports have', () => {
  let desk: Awaited<ReturnType<typeof anImportDesk>>;
  beforeAll(async () => void (desk = await anImportDesk()));
  afterAll(() => desk.close());
  beforeEach(() => desk.clear());

  const REFUSED = [
    '7 Mobiel 06123: phone-too-short',
    '11 Geboortedatum 31-02-1990: date-nonexistent',
    '13 Einddatum 01-01-2010: end-before-start',
    '15 Klantnummer : missing',
    '16 Klantnummer K100014: number-of-two-people',
    '17 Klantnummer K100014: number-of-two-people',
  ];
  const REMARKS = [
    '5 Mobiel 0201234567: landline',
    '9 E-mail geen: none-in-words',
    '19 Taal nederlands: language-by-name',
    '21 Reden einde Zie dossier: end-reason-unknown',
    '24 Achternaam Y?lmaz: letter-lost',
    '25 Mobiel +32470123456: foreign-mobile',
    '27 Klantmanager : coach-missing',
  ];

  it('tells each of them in its place, and writes nothing', async () => {
    const before = await desk.contents();
    const { told, ...report } = await desk.importFile(SAMPLE_EXPORT);
    expect(told).toEqual(expect.arrayContaining([...REFUSED, ...REMARKS]));
    expect(told.filter((one) => !one.endsWith('letter-lost'))).toHaveLength(REFUSED.length + REMARKS.length - 1);
    expect(told.map((one) => Number(one.split(' ')[0]))).toEqual(
      report.problems.map(({ line }) => line).toSorted((one, other) => one - other),
    );
    expect(report).toMatchObject({ rows: 120, new: 114, changed: 0, unchanged: 0, refused: 6, refusals: 6, written: false });
    expect(await desk.contents()).toEqual(before);
  });

  it('writes the good rows when asked to, and the same file again changes nothing', async () => {
    expect(await desk.importFile(SAMPLE_EXPORT, FIRST_DAY, { partial: true })).toMatchObject({ new: 114, refused: 6, written: true });
    const after = await desk.contents();
    expect(await desk.importFile(SAMPLE_EXPORT, on('2026-11-09'), { partial: true })).toMatchObject({
      new: 0,
      changed: 0,
      unchanged: 114,
      refused: 6,
      written: true,
    });
    expect(await desk.contents()).toEqual(after);
    expect(
      await desk.select(
        `select name, (select count(*)::int from caseload_assignment where team_id = team.id) as clients from team order by name`,
      ),
    ).toEqual([
      { name: 'Team Jongeren', clients: expect.any(Number) },
      { name: 'Team Noord', clients: expect.any(Number) },
      { name: 'Team Zuid', clients: expect.any(Number) },
    ]);
    expect(await desk.select(`select name from staff order by name`)).toEqual(
      ['K. Aydin', 'L. Maas', 'M. Visser', 'P. de Boer', 'S. Willems'].map((name) => ({ name })),
    );
  });

  it('keeps names whole, and a number that is no mobile as what it is', async () => {
    await desk.importFile(SAMPLE_EXPORT, FIRST_DAY, { partial: true });
    expect(
      await desk.select(
        `select first_name, infix, last_name, language from client where client_number in ('K100001', 'K100021', 'K100037') order by client_number`,
      ),
    ).toEqual([
      { first_name: 'Fatima', infix: null, last_name: 'Öztürk', language: 'ti' },
      { first_name: 'Sanne', infix: null, last_name: 'Müller; Söhne', language: 'nl' },
      { first_name: 'Joke', infix: "van 't", last_name: 'Hof', language: 'nl' },
    ]);
    expect(
      await desk.select(
        `select kind, address from contact_point where kind in ('landline', 'foreign_mobile', 'other_phone') order by kind`,
      ),
    ).toEqual([
      { kind: 'foreign_mobile', address: '+32470123456' },
      { kind: 'landline', address: '+31201234567' },
    ]);
    expect(
      await desk.select(`select count(*)::int from contact_point where kind = 'mobile' and address !~ '^[+]316[1-58][0-9]{7}$'`),
    ).toEqual([{ count: 0 }]);
    expect(await desk.select(`select deceased_on from client where client_number = 'K100106'`)).toEqual([{ deceased_on: '2026-05-21' }]);
  });

  it('stores neither sex nor postcode', async () => {
    await desk.importFile(SAMPLE_EXPORT, FIRST_DAY, { partial: true });
    expect(await readFile(SAMPLE_EXPORT, 'latin1')).toContain('7386 HA');
    expect(JSON.stringify(await desk.contents())).not.toContain('7386 HA');
  });
});
