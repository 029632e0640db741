import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { MODULES, type ModuleKey } from './domain/definition.js';

/** On what ground a module was switched on. */
export interface ModuleGround {
  legalBasis: string;
  dpiaReference: string;
  /** Who approved of it, in words: not everybody has an account here. */
  approver: string;
  /** May be empty. */
  note: string;
}

export interface ModuleSwitch {
  module: ModuleKey;
  isOn: boolean;
  legalBasis: string | null;
  dpiaReference: string | null;
  approver: string | null;
  note: string | null;
  /** The name of who did it; null: it came with the demo. */
  switchedBy: string | null;
  switchedAt: Temporal.Instant;
}

const LONGEST = 500;

/** Modules of sensitive questions: off, until it is recorded why they may be asked. */
@Injectable()
export class ModulesService {
  constructor(private readonly dataSource: DataSource) {}

  /** The modules that may be asked now. Asked every time: a module that is switched off is off at once, in every process. */
  async on(tx: EntityManager): Promise<ReadonlySet<ModuleKey>> {
    const rows: { module: ModuleKey }[] = await tx.query(`select module from (${LATEST}) latest where is_on`);
    return new Set(rows.map(({ module }) => module));
  }

  /** @param staffId null: the demo does it. @throws InvalidInputError for the fields that are missing or too long */
  async switchOn(module: ModuleKey, ground: ModuleGround, staffId: string | null, now: Temporal.Instant): Promise<void> {
    const given = Object.fromEntries(Object.entries(ground).map(([field, text]) => [field, text.trim()])) as unknown as ModuleGround;
    const fields = { ...problemsOfModule(module), ...problemsOfGround(given) };
    if (Object.keys(fields).length > 0) throw new InvalidInputError(fields);
    await this.dataSource.query(
      `insert into module_switch (module, is_on, legal_basis, dpia_reference, approver, note, switched_by, switched_at)
       values ($1, true, $2, $3, $4, $5, $6, $7)`,
      [module, given.legalBasis, given.dpiaReference, given.approver, given.note || null, staffId, now],
    );
  }

  /** From now on none of its questions are asked. A reason may be given, and need not. Off already, nothing happens. */
  async switchOff(module: ModuleKey, note: string, staffId: string, now: Temporal.Instant): Promise<void> {
    const fields = { ...problemsOfModule(module), ...(note.trim().length > LONGEST && { note: 'too-long' }) };
    if (Object.keys(fields).length > 0) throw new InvalidInputError(fields);
    await this.dataSource.query(
      `insert into module_switch (module, is_on, note, switched_by, switched_at)
       select $1, false, $2, $3, $4 from (${LATEST}) latest where latest.module = $1 and latest.is_on`,
      [module, note.trim() || null, staffId, now],
    );
  }

  /** Every switch, the latest first, at most so many. */
  async history(most = 100): Promise<ModuleSwitch[]> {
    const rows: (Omit<ModuleSwitch, 'switchedAt'> & { switchedAt: Date })[] = await this.dataSource.query(
      `select module, is_on as "isOn", legal_basis as "legalBasis", dpia_reference as "dpiaReference", approver, note,
              staff.name as "switchedBy", switched_at as "switchedAt"
         from module_switch left join staff on staff.id = switched_by
        order by switched_at desc, module_switch.id desc limit $1`,
      [most],
    );
    return rows.map((row) => ({ ...row, switchedAt: row.switchedAt.toTemporalInstant() }));
  }
}

function problemsOfModule(module: ModuleKey): Record<string, string> {
  return MODULES.includes(module) ? {} : { module: 'module-unknown' };
}

function problemsOfGround(ground: ModuleGround): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ground).flatMap(([field, text]: [string, string]) => {
      if (text === '' && field !== 'note') return [[field, 'missing']];
      return text.length > LONGEST ? [[field, 'too-long']] : [];
    }),
  );
}

/** Of each module what was switched last. */
const LATEST = `select distinct on (module) module, is_on from module_switch order by module, switched_at desc, id desc`;
