import { localDate, type ProblemAmongRows, type RowImportOptions } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SPELL_COLUMNS, type SpellColumn } from './domain/spell-columns.js';
import { spellReader, type SpellFileRow } from './domain/spell-row.js';
import { spellTelling, type SpellReason, type StretchProblem } from './domain/stretch-problems.js';
import { EndReasonCodesService } from './end-reason-codes.service.js';
import { SPELLS } from './spell-table.js';
import { importStretches, type StretchImportReport } from './stretch-import.js';
import { unknownLiterals, type UnknownLiteral } from './unknown-literals.js';

export type SpellProblem = StretchProblem<SpellReason>;
export type SpellImportOptions = RowImportOptions<SpellProblem>;

/** The counts are of benefits. */
export interface SpellImportReport extends StretchImportReport {
  /** Reasons of the file that nobody told the meaning of, the most frequent first. */
  unknownReasons: readonly UnknownLiteral[];
}

@Injectable()
export class SpellImportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly codes: EndReasonCodesService,
  ) {}

  /**
   * Brings benefits of clients whom we know in line with an export of the municipality's benefits system (columns: SPELL_COLUMNS), in one
   * transaction. `Einddatum` is the first day without the benefit, as in the client export. See `importStretches` for what is known by what.
   * @throws UnreadableFileError when the file as a whole is not such an export
   */
  async import(file: string, options: SpellImportOptions, now: Temporal.Instant): Promise<SpellImportReport> {
    const unknown = unknownLiterals(options.onProblem);
    const report = await importStretches<SpellColumn, SpellFileRow, SpellReason>(
      this.dataSource,
      file,
      {
        table: SPELLS,
        columns: SPELL_COLUMNS,
        telling: spellTelling,
        reader: async (tx) => spellReader({ today: localDate(now), own: await this.codes.current(tx) }),
        cells: ({ spellNumber, unitNumber, scheme, endReason, endReasonLiteral }) => ({
          number: spellNumber,
          told: [unitNumber, scheme, endReason, endReasonLiteral],
        }),
        problems: HOUSEHOLDS,
      },
      { ...options, onProblem: unknown.onProblem },
      now,
    );
    return { ...report, unknownReasons: unknown.found() };
  }
}

/** A household number on more clients than a household ever has had is a column that was filled with something else. */
const MOST_CLIENTS_OF_A_UNIT = 20;
/** A benefit is for one person or for two partners. */
const PARTNERS = 2;

const ABOUT_UNIT = { column: 'Uitkeringsnummer', value: 'min(row.unit_number)', together: 'row.client_number' };

const HOUSEHOLDS: readonly (ProblemAmongRows<SpellReason> & { severity: 'refused' | 'remark' })[] = [
  {
    ...ABOUT_UNIT,
    code: 'unit-too-often',
    severity: 'refused',
    details: `jsonb_build_object('most', ${MOST_CLIENTS_OF_A_UNIT})`,
    among: `ready_stretch row where row.unit_number in (
              select unit_number from ready_stretch where unit_number is not null
               group by unit_number having count(distinct client_id) > ${MOST_CLIENTS_OF_A_UNIT})`,
  },
  {
    ...ABOUT_UNIT,
    code: 'unit-of-many',
    severity: 'remark',
    details: `jsonb_build_object('people', min(household.people))`,
    among: `ready_stretch row join (
              select one.line, count(distinct other.client_id) as people
                from ready_stretch one
                join (select unit_number from ready_stretch where unit_number is not null group by unit_number
                      having count(distinct client_id) > ${PARTNERS} and count(distinct client_id) <= ${MOST_CLIENTS_OF_A_UNIT}) unit using (unit_number)
                -- With themselves, on the first day of the row.
                join ready_stretch other on other.unit_number = one.unit_number and not other.is_withdrawn
                 and other.starts_on <= one.starts_on and (other.ends_on is null or other.ends_on > one.starts_on)
               where not one.is_withdrawn
               group by one.line having count(distinct other.client_id) > ${PARTNERS}) household on household.line = row.line`,
  },
];
