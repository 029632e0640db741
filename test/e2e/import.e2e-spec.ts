import { openDatabase } from '#libs/platform';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../support/database.js';
import { typeCommand } from '../support/type-command.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SAMPLE = path.join(ROOT, 'test/data/caseload-export.csv');

describe('the command werkplein', () => {
  let dataSource: DataSource;
  let url: string;
  let drop: () => Promise<void>;
  let folder: string;
  beforeAll(async () => {
    ({ url, drop } = await aDatabase());
    dataSource = await openDatabase(url);
    folder = await mkdtemp(path.join(tmpdir(), 'cli-'));
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
    await rm(folder, { recursive: true });
  });

  const werkplein = (command: string[], environment: Record<string, string> = {}) =>
    typeCommand(command, { DATABASE_URL: url, ...environment });
  const count = async (table: string) =>
    ((await dataSource.query(`select count(*)::int as count from ${table}`)) as [{ count: number }])[0].count;

  describe('import clients', () => {
    it('tells every mistake with its line and reason, writes nothing and exits 1', async () => {
      const { code, out, err } = await werkplein(['import', 'clients', SAMPLE]);
      expect(out).toContain('  regel 7, Mobiel "06123": dit telefoonnummer is te kort\n');
      expect(out).toContain('  regel 11, Geboortedatum "31-02-1990": deze dag bestaat niet\n');
      expect(out).toContain('  regel 15, Klantnummer: is leeg, maar is nodig\n');
      expect(out).toContain('  regel 16, Klantnummer "K100014": dit klantnummer staat ook op regel 17, bij iemand anders\n');
      expect(out).toContain('  regel 21, Reden einde "Zie dossier": deze reden kennen wij niet: bewaard als onbekend\n');
      expect(out).toMatch(
        /nieuw +114 klanten\n +gewijzigd +0 klanten\n +ongewijzigd +0 klanten\n +geweigerd +6 regels\nEr is niets weggeschreven/,
      );
      expect(err).toContain('120 regels gelezen (100%)');
      expect(code).toBe(1);
      expect(await count('client')).toBe(0);
    });

    it('writes the good rows with --partial and all problems with --report, and exits 1 all the same', async () => {
      const report = path.join(folder, 'problemen.csv');
      const { code, out } = await werkplein(['import', 'clients', SAMPLE, '--partial', '--report', report]);
      expect(code).toBe(1);
      expect(out).not.toContain('niets weggeschreven');
      expect(await count('client')).toBe(114);
      const lines = (await readFile(report, 'utf8')).split('\r\n');
      expect(lines[0]).toBe('\u{FEFF}Regel;Kolom;Waarde;Soort;Reden');
      expect(lines).toContain('7;Mobiel;06123;geweigerd;dit telefoonnummer is te kort');
      // What begins with a plus would be a formula to a spreadsheet.
      expect(lines).toContain("25;Mobiel;'+32470123456;opmerking;is een buitenlands mobiel nummer: zo bewaard, het krijgt geen sms");
      expect((await stat(report)).mode & 0o777).toBe(0o600);
    });

    it('exits 0 when nothing is refused, and says that a dry run was one', async () => {
      const good = path.join(folder, 'goed.csv');
      const lines = (await readFile(SAMPLE, 'latin1')).split('\r\n');
      await writeFile(
        good,
        [...lines.slice(0, 3), 'K900000;Nieuw;;Komer;01-01-1990;;;0612345678;;nl;PW;01-10-2026;;;Team Noord;K. Aydin'].join('\r\n'),
        'latin1',
      );
      const dry = await werkplein(['import', 'clients', good, '--dry-run']);
      expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('Dit was een proef: er is niets weggeschreven.') as string });
      expect(await count('client')).toBe(114);
      expect(await werkplein(['import', 'clients', good])).toMatchObject({
        code: 0,
        out: expect.stringMatching(/nieuw +1 klanten\n +gewijzigd +0 klanten\n +ongewijzigd +2 klanten/) as string,
      });
      expect(await count('client')).toBe(115);
    });

    it('shows fifty problems and says how many more there are', async () => {
      const bad = path.join(folder, 'fout.csv');
      const [header, row] = (await readFile(SAMPLE, 'latin1')).split('\r\n') as [string, string];
      await writeFile(
        bad,
        [header, ...Array.from({ length: 60 }, (_, index) => row.replace('K100000', `F${index}`).replace('07-02-1991', '31-31-1991'))].join(
          '\n',
        ),
        'latin1',
      );
      const { code, out } = await werkplein(['import', 'clients', bad]);
      expect(out.match(/deze dag bestaat niet/g)).toHaveLength(50);
      expect(out).toContain('… en nog 10. Met --report');
      expect(code).toBe(1);
    });

    it.each([
      ['a file that is not there', ['import', 'clients', '/nergens.csv'], 1, /^Het bestand \/nergens\.csv is er niet\.\n$/],
      [
        'a file that is no export',
        ['import', 'clients', path.join(ROOT, 'package.json')],
        1,
        /^De eerste regel klopt niet: de import mist "Klantnummer"/,
      ],
      ['a command that does not exist', ['imprt'], 2, /^De opdracht imprt bestaat niet\.\n\(Bedoelt u import\?\)/],
    ])('answers %s with one sentence', async (_, command, expected, sentence) => {
      const { code, err } = await werkplein(command);
      expect(err).toMatch(sentence);
      expect(code).toBe(expected);
    });
  });

  describe('staff add', () => {
    const add = (...more: string[]) => werkplein(['staff', 'add', ...more], { PUBLIC_URL: 'https://werkplein.example' });

    it('prints a link to set a password, and completes the coach whom the import knew', async () => {
      const coaches = await count('staff');
      const { code, out } = await add(
        '--email',
        'k.aydin@werkplein.example',
        '--name',
        'K. Aydin',
        '--role',
        'coach',
        '--team',
        'Team Noord',
      );
      expect(out).toContain('K. Aydin stond al in Team Noord, uit een klantenbestand');
      expect(out).toMatch(
        /Hij werkt één keer, tot \w+ \d+ \w+ \d{4} om \d\d:\d\d:\n\n {2}https:\/\/werkplein\.example\/wachtwoord\/[\w-]{43}\n/,
      );
      expect(code).toBe(0);
      expect(await count('staff')).toBe(coaches);
    });

    it('says that an address is in use, and makes a new link for it on request', async () => {
      const again = await add('--email', 'K.Aydin@werkplein.example', '--name', 'Karel', '--role', 'admin');
      expect(again).toMatchObject({ code: 1, out: '', err: expect.stringContaining('meldt zich al iemand aan') as string });
      const renewed = await werkplein(['staff', 'link', '--email', 'k.aydin@werkplein.example']);
      expect(renewed).toMatchObject({ code: 0, out: expect.stringContaining('/wachtwoord/') as string });
    });

    it.each([
      [
        'a team lead without a team',
        ['--email', 'x@y.nl', '--name', 'X', '--role', 'team_lead'],
        1,
        /^--team: een teamleider heeft een team nodig\.\n$/,
      ],
      ['an address that is none', ['--email', 'geen', '--name', 'X', '--role', 'admin'], 1, /^--email: "geen" is geen e-mailadres\.\n$/],
    ])('answers %s with one sentence', async (_, options, expected, sentence) => {
      expect(await add(...options)).toMatchObject({ code: expected, err: expect.stringMatching(sentence) as string });
    });
  });

  it('brings the database up to date, once', async () => {
    const empty = new URL(url);
    empty.pathname += '_empty';
    await dataSource.query(`create database ${empty.pathname.slice(1)}`);
    try {
      const sentence = expect.stringMatching(/bijgewerkt met:\n {2}0001-people\.sql\n/) as string;
      expect(await werkplein(['migrate'], { DATABASE_URL: empty.href })).toMatchObject({ code: 0, out: sentence });
      expect(await werkplein(['migrate'], { DATABASE_URL: empty.href })).toMatchObject({ code: 0, out: 'De database was al bij.\n' });
    } finally {
      await dataSource.query(`drop database ${empty.pathname.slice(1)} with (force)`);
    }
  });

  it.each([
    [
      'a database that does not answer',
      { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
      /^DATABASE_URL: de database is niet te bereiken \(ECONNREFUSED\)\.\n$/,
    ],
    ['an address that is none', { DATABASE_URL: 'mysql://x' }, /^DATABASE_URL moet een adres zijn/],
    ['settings that are missing outside the demo', { DEMO: 'off' }, /PUBLIC_URL is verplicht[^]*SESSION_SECRET is verplicht/],
  ])('answers %s with a sentence that names the setting', async (_, environment, sentence) => {
    const { code, err } = await werkplein(['migrate'], environment);
    expect(err).toMatch(sentence);
    expect(err).not.toContain(' at ');
    expect(code).toBe(1);
  });
});
