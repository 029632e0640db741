import { ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { noLongerDeceased, nowDeceased } from './deceased.js';
import type { BenefitScheme, EndReason } from './domain/end-reasons.js';
import { isOverlap } from './overlap.js';

/** What is told of a benefit beside its days; what is left out is not touched. */
export interface SpellDetails {
  /** The number of the benefit unit (the household): partners have one benefit and a spell each. */
  unitNumber?: string;
  /** The municipality's own words for why it ended. */
  endReasonLiteral?: string;
}

/** What was told wrong, as it should be; what is left out stays. */
export interface SpellCorrection extends SpellDetails {
  scheme?: BenefitScheme;
  startsOn?: Temporal.PlainDate;
  /** The first day without the benefit; null: it runs. */
  endsOn?: Temporal.PlainDate | null;
  /** Needed with an end. */
  endReason?: EndReason | null;
}

/** Benefit spells one at a time, as things happen; an import brings them by the thousand. What a spell was before, its history keeps. */
@Injectable()
export class SpellsService {
  /** @throws ConflictError when the client is on a benefit on that day or later */
  async begin(
    tx: EntityManager,
    clientId: string,
    scheme: BenefitScheme,
    startsOn: Temporal.PlainDate,
    now: Temporal.Instant,
    { unitNumber }: Pick<SpellDetails, 'unitNumber'> = {},
  ): Promise<void> {
    const unitId = await unitCalled(tx, unitNumber, now);
    const rows = (await tx.query(
      `insert into benefit_spell (client_id, scheme, during, recorded_at, benefit_unit_id)
       select $1, $2, daterange($3, null), $4, $5
        where not exists (select from benefit_spell where client_id = $1 and during && daterange($3, null))
       returning id`,
      [clientId, scheme, startsOn, now, unitId],
    )) as unknown[];
    if (rows.length === 0) throw new ConflictError('this client is on a benefit then already');
  }

  /**
   * @param endsOn the first day without the benefit
   * @throws ConflictError when no benefit runs, or it began on that day or later
   */
  async end(
    tx: EntityManager,
    clientId: string,
    endsOn: Temporal.PlainDate,
    reason: EndReason,
    now: Temporal.Instant,
    { unitNumber, endReasonLiteral }: SpellDetails = {},
  ): Promise<void> {
    const unitId = await unitCalled(tx, unitNumber, now);
    const [, ended] = (await tx.query(
      `update benefit_spell set during = daterange(lower(during), $2), end_reason = $3, end_reason_literal = $5, recorded_at = $4,
                                benefit_unit_id = coalesce($6, benefit_unit_id)
        where client_id = $1 and upper_inf(during) and lower(during) < $2`,
      [clientId, endsOn, reason, now, endReasonLiteral ?? null, unitId],
    )) as [unknown, number];
    if (ended === 0) throw new ConflictError('no benefit runs on that day');
    if (reason === 'DECEASED') await tx.query(`update client set deceased_on = $2, updated_at = $3 where id = $1`, [clientId, endsOn, now]);
  }

  /**
   * Corrects the spell that, as far as was known, began on `startedOn`; without an end it runs again, and has no reason.
   * @throws NotFoundError when there is no such spell; ConflictError when it would overlap with another;
   *   InvalidInputError (fields `endsOn`, `endReason`) when it would end before it begins, or have an end without a reason or a reason without an end
   */
  async correct(
    tx: EntityManager,
    clientId: string,
    startedOn: Temporal.PlainDate,
    correction: SpellCorrection,
    now: Temporal.Instant,
  ): Promise<void> {
    const known = await spellOf(tx, clientId, startedOn);
    const spell = { ...known, ...correction };
    if (correction.endsOn === null) spell.endReason = correction.endReason ?? null;
    if (spell.endsOn && Temporal.PlainDate.compare(spell.endsOn, spell.startsOn) <= 0)
      throw new InvalidInputError({ endsOn: 'form.end-before-start' });
    if ((spell.endsOn === null) !== (spell.endReason === null)) throw new InvalidInputError({ endReason: 'form.needed' });
    const unitId = await unitCalled(tx, correction.unitNumber, now);
    const told = `select $1::uuid as client_id, $3::date as ended_on, $4::text as was, $5::date as ends_on, $6::text as becomes`;
    const given = [clientId, now, known.endsOn, known.endReason, spell.endsOn, spell.endReason];
    await tx.query(noLongerDeceased(told, '$2'), given);
    await tx
      .query(
        `update benefit_spell set scheme = $2, during = daterange($3, $4), end_reason = $5, end_reason_literal = $6, recorded_at = $7,
                                  benefit_unit_id = coalesce($8, benefit_unit_id)
          where id = $1`,
        [
          known.id,
          spell.scheme,
          spell.startsOn,
          spell.endsOn,
          spell.endReason,
          spell.endsOn ? (spell.endReasonLiteral ?? null) : null,
          now,
          unitId,
        ],
      )
      .catch((error: unknown) => {
        throw isOverlap(error) ? new ConflictError('this client has another benefit then') : error;
      });
    await tx.query(nowDeceased(told, '$2'), given);
  }

  /** Takes back a spell that never was; its history says that it was told. @throws NotFoundError when there is no such spell */
  async withdraw(tx: EntityManager, clientId: string, startedOn: Temporal.PlainDate, now: Temporal.Instant): Promise<void> {
    const known = await spellOf(tx, clientId, startedOn);
    const told = `select $1::uuid as client_id, $3::date as ended_on, $4::text as was, null::date as ends_on, null::text as becomes`;
    await tx.query(noLongerDeceased(told, '$2'), [clientId, now, known.endsOn, known.endReason]);
    await tx.query(
      `with gone as (delete from benefit_spell where id = $1 returning *)
       insert into benefit_spell_history (spell_id, client_id, benefit_unit_id, spell_number, scheme, during, end_reason, end_reason_literal, recorded_at,
                                          change, replaced_at)
       select id, client_id, benefit_unit_id, spell_number, scheme, during, end_reason, end_reason_literal, recorded_at, 'withdrawn', $2 from gone`,
      [known.id, now],
    );
  }
}

/** The id of a benefit unit, made when it is new; null when none is named. */
async function unitCalled(tx: EntityManager, unitNumber: string | undefined, now: Temporal.Instant): Promise<string | null> {
  if (unitNumber === undefined) return null;
  await tx.query(`insert into benefit_unit (unit_number, created_at) values ($1, $2) on conflict (unit_number) do nothing`, [
    unitNumber,
    now,
  ]);
  const [unit] = (await tx.query(`select id from benefit_unit where unit_number = $1`, [unitNumber])) as [{ id: string }];
  return unit.id;
}

interface KnownSpell {
  id: string;
  scheme: BenefitScheme;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate | null;
  endReason: EndReason | null;
  endReasonLiteral: string | null;
}

/** Locked, so that what is corrected is what is there. */
async function spellOf(tx: EntityManager, clientId: string, startedOn: Temporal.PlainDate): Promise<KnownSpell> {
  const [row] = (await tx.query(
    `select id, scheme, upper(during) as "endsOn", end_reason as "endReason", end_reason_literal as "endReasonLiteral"
       from benefit_spell where client_id = $1 and lower(during) = $2 for update`,
    [clientId, startedOn],
  )) as (Omit<KnownSpell, 'startsOn' | 'endsOn'> & { endsOn: string | null })[];
  if (!row) throw new NotFoundError('no benefit began on that day');
  return { ...row, startsOn: startedOn, endsOn: row.endsOn === null ? null : Temporal.PlainDate.from(row.endsOn) };
}
