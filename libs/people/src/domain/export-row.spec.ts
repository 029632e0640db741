import { readExportRow } from './export-row.js';
import type { ExportFields } from './export-columns.js';
import { REASON_CODES, severityOf, tell } from './import-problems.js';

const today = Temporal.PlainDate.from('2026-11-01');
const good: ExportFields = {
  clientNumber: 'K1',
  firstName: 'Zoë',
  infix: 'van den',
  lastName: 'Berg',
  birthDate: '10-01-1980',
  phone: '06-16000526',
  email: 'Zoe@Example.nl',
  language: 'nl',
  scheme: 'PW',
  startsOn: '01-03-2020',
  endsOn: '',
  endReason: '',
  team: 'Team Zuid',
  coach: 'P. de Boer',
};
const read = (changed: Partial<ExportFields>) => readExportRow(12, { ...good, ...changed }, today);
const codes = (changed: Partial<ExportFields>) => read(changed).problems.map(({ column, code }) => `${column}: ${code}`);

describe('a row of a client export', () => {
  it('is read without remarks when there is nothing to remark', () => {
    expect(read({})).toEqual({
      problems: [],
      row: {
        line: 12,
        clientNumber: 'K1',
        firstName: 'Zoë',
        infix: 'van den',
        lastName: 'Berg',
        birthDate: Temporal.PlainDate.from('1980-01-10'),
        language: 'nl',
        contactPoints: [
          { kind: 'mobile', address: '+31616000526' },
          { kind: 'email', address: 'zoe@example.nl' },
        ],
        spell: { scheme: 'PW', startsOn: Temporal.PlainDate.from('2020-03-01'), endsOn: null, endReason: null, endReasonLiteral: null },
        teamName: 'Team Zuid',
        coachName: 'P. de Boer',
      },
    });
  });

  it.each<[string, Partial<ExportFields>, string[]]>([
    ['without a client number', { clientNumber: '' }, ['Klantnummer: missing']],
    ['without a name', { firstName: '', lastName: '' }, ['Voornaam: missing', 'Achternaam: missing']],
    ['born on a day that does not exist', { birthDate: '31-02-1990' }, ['Geboortedatum: date-nonexistent']],
    ['born tomorrow', { birthDate: '02-11-2026', startsOn: '01-12-2026' }, ['Geboortedatum: birth-date-implausible']],
    ['121 years old', { birthDate: '31-10-1905' }, ['Geboortedatum: birth-date-implausible']],
    ['on a benefit before birth', { birthDate: '02-03-2020' }, ['Ingangsdatum: start-before-birth']],
    ['with a number that is too short', { phone: '06123' }, ['Mobiel: phone-too-short']],
    ['with half an e-mail address', { email: 'zoe@' }, ['E-mail: email-invalid']],
    ['in a language nobody knows', { language: 'xx' }, ['Taal: language-unknown']],
    ['without a scheme', { scheme: '' }, ['Regeling: missing']],
    ['without a start', { startsOn: '' }, ['Ingangsdatum: missing']],
    ['with a start that is no date', { startsOn: 'maart 2020' }, ['Ingangsdatum: date-unreadable']],
    ['that ends before it starts', { endsOn: '01-01-2010', endReason: 'Opleiding' }, ['Einddatum: end-before-start']],
    ['that ends on the day it starts', { endsOn: '01-03-2020', endReason: 'Opleiding' }, ['Einddatum: end-before-start']],
    ['with a reason and no end', { endReason: 'Opleiding' }, ['Reden einde: reason-without-end']],
    ['without a team', { team: '' }, ['Team: missing']],
    [
      'with everything wrong at once',
      { clientNumber: '', phone: '06123', email: 'x@' },
      ['Klantnummer: missing', 'Mobiel: phone-too-short', 'E-mail: email-invalid'],
    ],
  ])('is refused %s', (_, changed, expected) => {
    expect(codes(changed)).toEqual(expected);
    expect(read(changed).row).toBeNull();
  });

  it.each<[string, Partial<ExportFields>, string[], object]>([
    [
      'a landline as what it is',
      { phone: '0201234567' },
      ['Mobiel: landline'],
      {
        contactPoints: [
          { kind: 'landline', address: '+31201234567' },
          { kind: 'email', address: 'zoe@example.nl' },
        ],
      },
    ],
    [
      'a foreign mobile as what it is',
      { phone: '+32470123456', email: '' },
      ['Mobiel: foreign-mobile'],
      { contactPoints: [{ kind: 'foreign_mobile', address: '+32470123456' }] },
    ],
    ['"geen" as no address', { phone: 'geen', email: 'Geen' }, ['Mobiel: none-in-words', 'E-mail: none-in-words'], { contactPoints: [] }],
    ['a language by its name', { language: 'Nederlands' }, ['Taal: language-by-name'], { language: 'nl' }],
    ['no language as Dutch', { language: '' }, [], { language: 'nl' }],
    ['nobody assigned', { coach: '' }, ['Klantmanager: coach-missing'], { coachName: null }],
    ['a name that lost a letter', { lastName: 'Y?lmaz' }, ['Achternaam: letter-lost'], { lastName: 'Y?lmaz' }],
    ['no birth date', { birthDate: '' }, [], { birthDate: null }],
    [
      'an unknown scheme as other',
      { scheme: 'Wet X' },
      ['Regeling: scheme-unknown'],
      { spell: expect.objectContaining({ scheme: 'OTHER' }) },
    ],
    [
      'an unknown end reason as unknown, with its words',
      { endsOn: '15-03-2026', endReason: 'Zie dossier' },
      ['Reden einde: end-reason-unknown'],
      { spell: expect.objectContaining({ endReason: 'UNKNOWN', endReasonLiteral: 'Zie dossier' }) },
    ],
    [
      'an end without a reason',
      { endsOn: '15-03-2026' },
      ['Reden einde: end-reason-missing'],
      { spell: expect.objectContaining({ endReason: 'UNKNOWN', endReasonLiteral: null }) },
    ],
  ])('is accepted with %s', (_, changed, expected, row) => {
    expect(codes(changed)).toEqual(expected);
    expect(read(changed).row).toMatchObject(row);
  });

  it('has a Dutch sentence for every problem', () => {
    for (const code of REASON_CODES) {
      const { reason, severity } = tell({
        line: 1,
        column: '',
        value: '',
        code,
        details: { otherLine: 2, found: 17, expected: 16, start: '1-1-2020', code: 'nl', from: '1-1-2020', until: '', most: 100 },
      });
      expect(reason).toMatch(/^[a-zé].{8,}$/);
      expect(reason).not.toMatch(/undefined|\bnull\b/);
      expect(severity).toBe(severityOf(code));
    }
  });
});
