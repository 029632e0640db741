import { Injectable } from '@nestjs/common';
import { InvalidInputError, isClientLanguage } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import type { ReachChannel } from './contact-points.js';
import { PREFERENCE_NOTE_LENGTH, type Preference } from './domain/preference.js';

/** What is wished, with the language; null: as it was imported. */
export interface ContactPreference extends Preference {
  language: string | null;
}

/** What changes; what is not named stays as it was. null takes a wish back. */
export type PreferenceChange = Partial<ContactPreference>;

export interface PreferenceRecord extends ContactPreference {
  note: string | null;
  /** Name of the member of staff; null: the client. */
  changedBy: string | null;
  changedAt: Temporal.Instant;
}

const NONE: ContactPreference = { channels: [], answerBy: null, hours: null, language: null };

/** How somebody wants to be reached: a row that counts until the next one, so that what was agreed when can be read back. */
@Injectable()
export class PreferencesService {
  /** What holds now; nothing in particular for who never said anything. */
  async current(tx: EntityManager, clientId: string): Promise<ContactPreference> {
    const [row] = (await tx.query(`select ${COLUMNS} from contact_preference preference where client_id = $1 and ended_at is null`, [
      clientId,
    ])) as PreferenceRow[];
    return row ? toPreference(row) : NONE;
  }

  /** Everything that was chosen, the latest first; at most fifty. */
  async history(tx: EntityManager, clientId: string): Promise<PreferenceRecord[]> {
    const rows = (await tx.query(
      `select ${COLUMNS}, preference.note, staff.name as "changedBy", preference.changed_at as "changedAt"
         from contact_preference preference
         left join staff on staff.id = preference.changed_by
        where client_id = $1
        order by preference.changed_at desc, preference.id desc
        limit 50`,
      [clientId],
    )) as (PreferenceRow & { note: string | null; changedBy: string | null; changedAt: Date })[];
    return rows.map((row) => ({
      ...toPreference(row),
      note: row.note,
      changedBy: row.changedBy,
      changedAt: row.changedAt.toTemporalInstant(),
    }));
  }

  /**
   * Changes what is named and keeps the rest; the same again changes nothing. Two who do so at once do it one after the other.
   * @param by who: the client, or staff, who says why
   * @returns whether something changed
   * @throws InvalidInputError (fields `channels`, `language`, `hours`, `note`)
   */
  async change(
    tx: EntityManager,
    clientId: string,
    change: PreferenceChange,
    by: { staffId: string | null; note: string | null },
    now: Temporal.Instant,
  ): Promise<boolean> {
    const problems = problemsWith(change, by);
    if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`preference ${clientId}`]);
    const before = await this.current(tx, clientId);
    const after = { ...before, ...change };
    if (JSON.stringify(after) === JSON.stringify(before)) return false;
    await tx.query(`update contact_preference set ended_at = $2 where client_id = $1 and ended_at is null`, [clientId, now]);
    await tx.query(
      `insert into contact_preference (client_id, channels, answer_by, language, hours_from, hours_until, note, changed_by, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        clientId,
        after.channels,
        after.answerBy,
        after.language,
        after.hours?.from.toString() ?? null,
        after.hours?.until.toString() ?? null,
        by.note?.trim() || null,
        by.staffId,
        now,
      ],
    );
    return true;
  }
}

function problemsWith(
  { channels = [], language = null, hours = null }: PreferenceChange,
  { staffId, note }: { staffId: string | null; note: string | null },
): Record<string, string> {
  const problems: Record<string, string> = {};
  if (new Set(channels).size !== channels.length || channels.some((channel) => channel !== 'sms' && channel !== 'email'))
    problems['channels'] = 'form.unknown-choice';
  if (language !== null && !isClientLanguage(language)) problems['language'] = 'form.unknown-choice';
  if (hours && Temporal.PlainTime.compare(hours.from, hours.until) >= 0) problems['hours'] = 'form.unknown-choice';
  if (staffId !== null && !note?.trim()) problems['note'] = 'form.note-needed';
  if ((note ?? '').length > PREFERENCE_NOTE_LENGTH) problems['note'] = 'form.too-long';
  return problems;
}

interface PreferenceRow {
  channels: ReachChannel[];
  answerBy: Preference['answerBy'];
  language: string | null;
  hoursFrom: string | null;
  hoursUntil: string | null;
}

const COLUMNS = `preference.channels, preference.answer_by as "answerBy", preference.language,
  preference.hours_from as "hoursFrom", preference.hours_until as "hoursUntil"`;

function toPreference({ channels, answerBy, language, hoursFrom, hoursUntil }: PreferenceRow): ContactPreference {
  return { channels, answerBy, hours: hoursOf(hoursFrom, hoursUntil), language };
}

/** As the database tells them: two times of a clock, or none. */
export function hoursOf(from: string | null, until: string | null): Preference['hours'] {
  return from === null || until === null ? null : { from: Temporal.PlainTime.from(from), until: Temporal.PlainTime.from(until) };
}
