import { Injectable } from '@nestjs/common';
import { ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { noLongerDeceased, nowDeceased } from './deceased.js';
import { problemsWithReasonCode, type CodeOrigin, type ReasonCodeWish } from './domain/end-reason-code.js';
import { builtInWords, readEndReason, reasonKey, type EndReason, type OwnReasons } from './domain/end-reasons.js';

/** A word or code of the municipality, and what somebody told it means. */
export interface ReasonCode {
  /** Of the latest that was told: in an address, where words that may be about somebody do not belong. */
  id: string;
  key: string;
  code: string;
  origin: CodeOrigin;
  endReason: EndReason;
  description: string | null;
  cbsCode: string | null;
  /** How many benefits ended with it. */
  spells: number;
  setBy: string;
  setAt: Temporal.Instant;
}

/** One thing that was told about a code; without a meaning it was taken back. */
export interface ReasonCodeChange extends Omit<ReasonCode, 'endReason' | 'spells'> {
  endReason: EndReason | null;
}

/** A reason that came in and that nobody told the meaning of. */
export interface UnknownReason {
  /** As it came in, most often. */
  literal: string;
  spells: number;
  /** The first and the latest end with that reason. */
  firstEnd: Temporal.PlainDate;
  lastEnd: Temporal.PlainDate;
}

export interface UnknownReasons {
  /** The most frequent first, MOST_UNKNOWN at most. */
  reasons: UnknownReason[];
  /** Of all, also those that are not in the list. */
  total: { reasons: number; spells: number };
  /** Ends for which no reason was given at all. */
  withoutReason: number;
}

/** What an office needs for its reasons is some dozens of codes; more is a column that was filled with something else. */
export const MOST_CODES = 1_000;
export const MOST_UNKNOWN = 50;
const MOST_CHANGES = 100;

/** `reasonKey`, of the column or parameter named. */
const REASON_KEY = (text: string) => `coalesce(nullif(regexp_replace(lower(normalize(${text}, nfd)), '[^a-z0-9]', '', 'g'), ''), ${text})`;

/**
 * What a municipality's own reasons and codes mean: told once by an administrator, on record with who and when, and followed by every benefit
 * that ended with it, before and after.
 */
@Injectable()
export class EndReasonCodesService {
  /**
   * What each word or code means now, for `readEndReason`. An import asks this after it has taken the lock for clients (`openStaging`): what is
   * told meanwhile waits for it, and then changes what it wrote.
   */
  async current(tx: EntityManager): Promise<OwnReasons> {
    const rows = (await tx.query(
      `select code_key as key, end_reason as "endReason" from (${LATEST}) latest where end_reason is not null`,
    )) as { key: string; endReason: EndReason }[];
    return new Map(rows.map(({ key, endReason }) => [key, endReason]));
  }

  /**
   * Tells what a word or code means. Every benefit that ended with it follows at once, with its history; who is deceased by it, or no longer, as well.
   * @returns how many benefits got another reason
   * @throws InvalidInputError (fields of ReasonCodeWish) @throws ConflictError when there are MOST_CODES already
   */
  async set(tx: EntityManager, wish: ReasonCodeWish, staffId: string, now: Temporal.Instant): Promise<number> {
    const problems = problemsWithReasonCode(wish);
    if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
    await waitForImports(tx);
    const own = await this.current(tx);
    const key = reasonKey(wish.code.trim());
    if (!own.has(key) && own.size >= MOST_CODES) throw new ConflictError('there are too many codes');
    await this.write(tx, { ...wish, code: wish.code.trim(), key }, staffId, now);
    return follow(tx, key, wish.endReason, now);
  }

  /**
   * Takes back what was told: benefits that ended with it mean again what we understand by it ourselves, or nothing (UNKNOWN).
   * @returns how many benefits got another reason
   * @throws NotFoundError when nothing is told about it, or no longer
   */
  async takeBack(tx: EntityManager, id: string, staffId: string, now: Temporal.Instant): Promise<number> {
    await waitForImports(tx);
    const code = await this.find(tx, id);
    if (!code) throw new NotFoundError('nothing is told about this code');
    await this.write(tx, { ...code, endReason: null }, staffId, now);
    return follow(tx, code.key, readEndReason(code.code) ?? 'UNKNOWN', now);
  }

  /** What is told now, by meaning and then by code; MOST_CODES at most. */
  async all(tx: EntityManager): Promise<ReasonCode[]> {
    const rows = (await tx.query(`${CODES} order by latest.end_reason, latest.code limit ${MOST_CODES}`)) as ReasonCodeRow[];
    return rows.map(read);
  }

  /** One code, by the id of anything that was told about it; null when nothing is told about it, or no longer. */
  async find(tx: EntityManager, id: string): Promise<ReasonCode | null> {
    const [row] = (await tx.query(`${CODES} and latest.code_key = (select code_key from end_reason_code where id = $1)`, [
      id,
    ])) as ReasonCodeRow[];
    return row ? read(row) : null;
  }

  /** What was told lately of one code, or of all (null), the latest first. */
  async changes(tx: EntityManager, key: string | null): Promise<ReasonCodeChange[]> {
    const rows = (await tx.query(
      `select told.id, told.code_key as key, told.code, told.origin, told.end_reason as "endReason", told.description, told.cbs_code as "cbsCode",
              staff.name as "setBy", told.set_at as "setAt"
         from end_reason_code told join staff on staff.id = told.set_by
        where $1::text is null or told.code_key = $1
        order by told.id desc limit ${MOST_CHANGES}`,
      [key],
    )) as (Omit<ReasonCodeChange, 'setAt'> & { setAt: Date })[];
    return rows.map((row) => ({ ...row, setAt: row.setAt.toTemporalInstant() }));
  }

  /** How many benefits ended with a word or code: who follow when something is told about it. */
  async spellsWith(tx: EntityManager, code: string): Promise<number> {
    const [counted] = (await tx.query(`select count(*)::int as spells from benefit_spell where ${ENDED_WITH}`, [
      reasonKey(code.trim()),
    ])) as [{ spells: number }];
    return counted.spells;
  }

  /** Reasons that came in and that nobody knows the meaning of: what there is to do. */
  async unknown(tx: EntityManager): Promise<UnknownReasons> {
    const understood = [...UNDERSTOOD_AS_UNKNOWN, ...(await this.current(tx)).keys()];
    const rows = (await tx.query(
      `with ended as (
         select end_reason_literal as literal, count(*) as spells, min(upper(during)) as first_end, max(upper(during)) as last_end
           from benefit_spell where end_reason = 'UNKNOWN' group by 1
       ), keyed as (
         select *, ${REASON_KEY('literal')} as key from ended
       ), reason as (
         select (array_agg(literal order by spells desc, literal))[1] as literal, sum(spells)::int as spells,
                min(first_end) as "firstEnd", max(last_end) as "lastEnd"
           from keyed where key <> all ($1::text[]) group by key
       )
       select *, count(*) over ()::int as "allReasons", sum(spells) over ()::int as "allSpells",
              coalesce((select sum(spells)::int from ended where literal is null), 0) as "withoutReason"
         from (select * from reason union all select null, 0, null, null where not exists (select from reason)) listed
        order by spells desc, literal limit ${MOST_UNKNOWN}`,
      [understood],
    )) as UnknownRow[];
    const [first] = rows;
    return {
      reasons: rows.flatMap(({ literal, spells, firstEnd, lastEnd }) =>
        literal === null || firstEnd === null || lastEnd === null
          ? []
          : [{ literal, spells, firstEnd: Temporal.PlainDate.from(firstEnd), lastEnd: Temporal.PlainDate.from(lastEnd) }],
      ),
      total: first?.literal ? { reasons: first.allReasons, spells: first.allSpells } : { reasons: 0, spells: 0 },
      withoutReason: first?.withoutReason ?? 0,
    };
  }

  private async write(
    tx: EntityManager,
    {
      key,
      code,
      origin,
      endReason,
      description,
      cbsCode,
    }: Omit<ReasonCodeWish, 'endReason'> & { key: string; endReason: EndReason | null },
    staffId: string,
    now: Temporal.Instant,
  ): Promise<void> {
    await tx.query(
      `insert into end_reason_code (code_key, code, origin, end_reason, description, cbs_code, set_by, set_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [key, code, origin, endReason, description?.trim() || null, cbsCode?.trim() || null, staffId, now],
    );
  }
}

const LATEST = `select distinct on (code_key) * from end_reason_code order by code_key, id desc`;

/** The spells that ended with $1. The words are few, and looked up in the index; comparing all spells by key would read them all. */
const ENDED_WITH = `end_reason_literal in (
  select literal from (select distinct end_reason_literal as literal from benefit_spell where end_reason_literal is not null) told
   where ${REASON_KEY('literal')} = $1)`;

const CODES = `
  with latest as (${LATEST}), ended as (
    select ${REASON_KEY('literal')} as key, sum(spells)::int as spells
      from (select end_reason_literal as literal, count(*) as spells from benefit_spell where end_reason_literal is not null group by 1) told
     group by 1
  )
  select latest.id, latest.code_key as key, latest.code, latest.origin, latest.end_reason as "endReason", latest.description, latest.cbs_code as "cbsCode",
         coalesce(ended.spells, 0) as spells, staff.name as "setBy", latest.set_at as "setAt"
    from latest join staff on staff.id = latest.set_by left join ended on ended.key = latest.code_key
   where latest.end_reason is not null`;

/** "Onbekend" is a reason that we do understand. */
const UNDERSTOOD_AS_UNKNOWN = ['UNKNOWN', ...builtInWords('UNKNOWN')].map(reasonKey);

interface UnknownRow {
  literal: string | null;
  spells: number;
  firstEnd: string | null;
  lastEnd: string | null;
  allReasons: number;
  allSpells: number;
  withoutReason: number;
}

type ReasonCodeRow = Omit<ReasonCode, 'setAt'> & { setAt: Date };

function read(row: ReasonCodeRow): ReasonCode {
  return { ...row, setAt: row.setAt.toTemporalInstant() };
}

/** The lock of everything that writes clients: an import reads what codes mean once, at its beginning. */
async function waitForImports(tx: EntityManager): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('werkplein-clients'))`);
}

async function follow(tx: EntityManager, key: string, endReason: EndReason, now: Temporal.Instant): Promise<number> {
  const told = `select client_id, upper(during) as ended_on, end_reason as was, upper(during) as ends_on, $3::text as becomes
                  from benefit_spell where ${ENDED_WITH} and end_reason <> $3`;
  const given = [key, now, endReason];
  await tx.query(noLongerDeceased(told, '$2'), given);
  await tx.query(nowDeceased(told, '$2'), given);
  const [, changed] = (await tx.query(
    `update benefit_spell set end_reason = $3, recorded_at = $2::timestamptz where ${ENDED_WITH} and end_reason <> $3`,
    given,
  )) as [unknown, number];
  return changed;
}
