import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#libs/platform';
import { isDeepStrictEqual } from 'node:util';
import { DataSource, type EntityManager } from 'typeorm';
import { CatalogueService } from './catalogue.service.js';
import type { InterventionType } from './domain/catalogue.js';
import { codeFrom, problemsWithType, type TypeProblem } from './domain/type-problems.js';
import { TypeChangedError, TypeNotFoundError } from './interventions.errors.js';

/** What an administrator writes; the code is made from the name and never changes. */
export type TypeText = Omit<InterventionType, 'code'>;

export interface TypeVersion {
  version: number;
  definition: InterventionType;
  note: string | null;
  /** Name of who changed it; null: it came with the product. */
  changedBy: string | null;
  changedAt: Temporal.Instant;
}

/** Who changes the catalogue, and why. */
export interface Changing {
  staffId: string;
  note: string | null;
}

export const CHANGE_NOTE_LENGTH = 300;

/** The administrator keeps the catalogue: every change is a new version, with who, when and why. */
@Injectable()
export class CatalogueEditingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly catalogue: CatalogueService,
  ) {}

  /** What is wrong with this; empty when it could be kept. @param code null: it would be new */
  async check(code: string | null, given: TypeText, note: string | null = null): Promise<Record<string, TypeProblem>> {
    const catalogue = await this.catalogue.current();
    return { ...problemsWithType({ ...tidied(given), code: code ?? '' }, catalogue), ...problemsWithNote(note) };
  }

  /**
   * Adds something that can be begun.
   * @returns its code
   * @throws InvalidInputError with what is wrong, by field (`name.nl`, `places`, `note`)
   */
  async add(given: TypeText, { staffId, note }: Changing, now: Temporal.Instant): Promise<string> {
    return this.dataSource.transaction(async (tx) => {
      // One at a time, so that two of the same name get two codes.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('new in the catalogue', 0))`);
      const catalogue = await this.catalogue.current(tx);
      const code = codeFrom(given.name.nl, (each) => catalogue.find(each) !== null);
      const definition = { ...tidied(given), code };
      refuse({ ...problemsWithType(definition, catalogue), ...problemsWithNote(note) });
      await insert(tx, { definition, version: 1, note }, staffId, now);
      return code;
    });
  }

  /**
   * Changes something, as the next version. What is the same as it was is not written again.
   * @param version the one that whoever changes it has seen
   * @throws InvalidInputError, TypeNotFoundError, TypeChangedError (a ConflictError) when somebody else was ahead
   */
  async change(code: string, version: number, given: TypeText, { staffId, note }: Changing, now: Temporal.Instant): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('in the catalogue ' || $1::text, 0))`, [code]);
      const catalogue = await this.catalogue.current(tx);
      const before = catalogue.find(code);
      if (!before) throw new TypeNotFoundError();
      if ((await latestVersion(tx, code)) !== version) throw new TypeChangedError();
      const definition = { ...tidied(given), code };
      refuse({ ...problemsWithType(definition, catalogue), ...problemsWithNote(note) });
      if (isDeepStrictEqual(before, definition)) return;
      // Of what came with the product and was not put there yet, the version of the product comes first: what it was stays known.
      if (version === 0) await insert(tx, { definition: before, version: 1, note: null }, null, now);
      await insert(tx, { definition, version: Math.max(version, 1) + 1, note }, staffId, now);
    });
  }

  /** Every version of one type, newest first. @throws TypeNotFoundError */
  async versions(code: string): Promise<TypeVersion[]> {
    const rows: (Omit<TypeVersion, 'changedAt'> & { changedAt: Date })[] = await this.dataSource.query(
      `select v.version, v.definition, v.note, staff.name as "changedBy", v.changed_at as "changedAt"
         from intervention_type_version v left join staff on staff.id = v.changed_by
        where v.code = $1
        order by v.version desc`,
      [code],
    );
    if (rows.length === 0 && !(await this.catalogue.current()).find(code)) throw new TypeNotFoundError();
    return rows.map((row) => ({ ...row, changedAt: row.changedAt.toTemporalInstant() }));
  }
}

async function latestVersion(tx: EntityManager, code: string): Promise<number> {
  const [{ version }] = await tx.query<[{ version: number }]>(
    `select coalesce(max(version), 0) as version from intervention_type_version where code = $1`,
    [code],
  );
  return version;
}

async function insert(
  tx: EntityManager,
  { definition, version, note }: { definition: InterventionType; version: number; note: string | null },
  staffId: string | null,
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(
    `insert into intervention_type_version (code, version, definition, note, changed_by, changed_at) values ($1, $2, $3, $4, $5, $6)`,
    [definition.code, version, JSON.stringify(definition), note?.trim() || null, staffId, now],
  );
}

/** Without spaces around what was typed. */
function tidied(given: TypeText): TypeText {
  const worded = ({ nl, en }: { nl: string; en: string }) => ({ nl: nl.trim(), en: en.trim() });
  return {
    ...given,
    name: worded(given.name),
    summary: worded(given.summary),
    forWhom: worded(given.forWhom),
    notFor: worded(given.notFor),
    provider: given.provider?.trim() || null,
    firstDo: [...new Set(given.firstDo)],
  };
}

function problemsWithNote(note: string | null): Record<string, TypeProblem> {
  return (note ?? '').length > CHANGE_NOTE_LENGTH ? { note: { key: 'form.too-long' } } : {};
}

function refuse(problems: Record<string, TypeProblem>): void {
  const fields = Object.fromEntries(Object.entries(problems).map(([field, { key }]) => [field, key]));
  if (Object.keys(fields).length > 0) throw new InvalidInputError(fields);
}
