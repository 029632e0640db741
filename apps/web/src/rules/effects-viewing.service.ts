import { Injectable } from '@nestjs/common';
import { RuleEffectsReadModel, RuleLookBackReadModel } from '#libs/insight';
import { CatalogueService, type Catalogue } from '#libs/interventions';
import { Clock, type Language } from '#libs/platform';
import { asTrial, compileRule, type CompiledRule, type RuleDefinition, type RuleWriting } from '#libs/rules';
import { changePage } from './effects-change.page.js';
import { lookBackPage } from './effects-look-back.page.js';
import { touchPage } from './effects-touch.page.js';

/** So many are counted within the time of a pause in typing. */
const MOST_AT_ONCE = 5_000;

/** What screens of rules show of whom a rule touches, what it would have done, and what a change of rules does. Reads, and writes nothing. */
@Injectable()
export class EffectsViewingService {
  constructor(
    private readonly effects: RuleEffectsReadModel,
    private readonly past: RuleLookBackReadModel,
    private readonly catalogues: CatalogueService,
    private readonly clock: Clock,
  ) {}

  /** For `partials/rules/effect-touch`: of a rule that may be half written. @param atOnce of fewer clients, while somebody is writing */
  async touch(written: RuleWriting, language: Language, { atOnce = false } = {}) {
    const catalogue = await this.catalogues.current();
    const now = this.clock.now();
    const rule = compiledTrial(written, catalogue, now);
    return touchPage(rule && (await this.effects.touch(rule, now, atOnce ? { atMost: MOST_AT_ONCE } : {})), catalogue, language);
  }

  /** For `partials/rules/effect-look-back`. */
  async lookBack(written: RuleWriting, language: Language) {
    const catalogue = await this.catalogues.current();
    const now = this.clock.now();
    const rule = compiledTrial(written, catalogue, now);
    return lookBackPage(rule && (await this.past.lookBack(rule, now)), language);
  }

  /** For `partials/rules/effect-of-change`: these rules in the place of those. What does not compile takes no part. */
  async change(before: readonly RuleDefinition[], after: readonly RuleDefinition[], language: Language) {
    const catalogue = await this.catalogues.current();
    const compiled = (rules: readonly RuleDefinition[]) =>
      rules.flatMap((rule) => {
        const found = compileRule(rule, catalogue);
        return 'problems' in found ? [] : [found];
      });
    return changePage(await this.effects.change(compiled(before), compiled(after), catalogue, this.clock.now()), catalogue, language);
  }
}

/** A stand-in for what the condition does not need: whom a rule touches is known before anybody found the words. */
const ANY_WORDS = { nl: '-', en: '-' };

/** A rule that may be half written; null when its condition cannot be judged yet. */
export function compiledTrial(written: RuleWriting, catalogue: Catalogue, now: Temporal.Instant): CompiledRule | null {
  const whole = compileRule(asTrial(written, now), catalogue);
  if (!('problems' in whole)) return whole;
  const { when, rule } = written;
  const bare = { rule, when, title: ANY_WORDS, explanation: ANY_WORDS, then: [{ stance: 'talk_first', strength: 1 }] } as const;
  const condition = compileRule(asTrial(bare, now), catalogue);
  return 'problems' in condition ? null : condition;
}
