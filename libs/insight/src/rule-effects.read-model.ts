import { Injectable } from '@nestjs/common';
import type { Catalogue } from '#libs/interventions';
import type { CompiledRule } from '#libs/rules';
import { DataSource } from 'typeorm';
import type { RuleSetChange, RuleTouch } from './domain/rule-effects/shown.js';

/** The administrator's question while writing a rule: whom does this touch today, and what changes for them? Numbers only, small ones hidden. */
@Injectable()
export class RuleEffectsReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Of everybody with a benefit today: what this rule says, in all and per team, and five people as an example. */
  async touch(rule: CompiledRule, now: Temporal.Instant): Promise<RuleTouch> {
    throw new Error(`not yet: ${rule.definition.rule} ${String(now)} ${this.dataSource.isInitialized}`);
  }

  /** What becomes another suggestion when `after` takes the place of `before`. */
  async change(
    before: readonly CompiledRule[],
    after: readonly CompiledRule[],
    catalogue: Catalogue,
    now: Temporal.Instant,
  ): Promise<RuleSetChange> {
    throw new Error(`not yet: ${before.length} ${after.length} ${catalogue.all.length} ${String(now)}`);
  }
}
