import { noLongerDeceased, nowDeceased } from './deceased.js';
import type { StretchTable } from './stretch-tables.js';

/** What is (about to be) told about spells, for who is deceased; what never was tells nothing. */
const TOLD = `select client_id, known_ends_on as ended_on, known_end_reason as was,
                     case when not is_withdrawn then ends_on end as ends_on, case when not is_withdrawn then end_reason end as becomes
                from ready_stretch`;

const NEW_UNITS = `
  insert into benefit_unit (unit_number, created_at)
  select distinct unit_number, $1::timestamptz from ready_stretch where unit_number is not null and standing in ('new', 'ended', 'corrected', 'completed')
  on conflict (unit_number) do nothing
  returning null::uuid as client_id`;

/** Benefits, of a household when its number is told. */
export const SPELLS: StretchTable = {
  name: 'benefit_spell',
  history: 'benefit_spell_history',
  idInHistory: 'spell_id',
  number: 'spell_number',
  told: [
    ['unit_number', 'text'],
    ['scheme', 'text'],
    ['end_reason', 'text'],
    ['end_reason_literal', 'text'],
  ],
  facts: ['scheme', 'end_reason', 'end_reason_literal'],
  factsThroughout: ['scheme'],
  filled: [
    { column: 'spell_number', told: 'row.number', known: 'known.spell_number', value: 'row.number' },
    {
      column: 'benefit_unit_id',
      told: 'row.unit_number',
      known: '(select unit.unit_number from benefit_unit unit where unit.id = known.benefit_unit_id)',
      value: '(select unit.id from benefit_unit unit where unit.unit_number = row.unit_number)',
    },
  ],
  alsoKnown: ['known.end_reason as known_end_reason'],
  before: [noLongerDeceased(TOLD, '$1'), NEW_UNITS],
  after: [nowDeceased(TOLD, '$1')],
};
