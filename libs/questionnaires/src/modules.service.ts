import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ModuleKey } from './domain/definition.js';

/** On what ground a module was switched on. */
export interface ModuleGround {
  legalBasis: string;
  dpiaReference: string;
  /** Who approved of it, in words: not everybody has an account here. */
  approver: string;
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

/** Modules of sensitive questions: off, until it is recorded why they may be asked. */
@Injectable()
export class ModulesService {
  constructor(protected readonly dataSource: DataSource) {}

  /** The modules that may be asked now. Asked every time: a module that is switched off is off at once, in every process. */
  async on(_tx: EntityManager): Promise<ReadonlySet<ModuleKey>> {
    throw new Error('not made yet');
  }

  /** @param staffId null: the demo does it. @throws InvalidInputError for the fields that are missing or too long */
  async switchOn(_module: ModuleKey, _ground: ModuleGround, _staffId: string | null, _now: Temporal.Instant): Promise<void> {
    throw new Error('not made yet');
  }

  /** From now on none of its questions are asked. A reason may be given, and need not. */
  async switchOff(_module: ModuleKey, _note: string, _staffId: string, _now: Temporal.Instant): Promise<void> {
    throw new Error('not made yet');
  }

  /** Every switch, the latest first, at most so many. */
  async history(_most = 100): Promise<ModuleSwitch[]> {
    throw new Error('not made yet');
  }
}
