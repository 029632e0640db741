import { Injectable } from '@nestjs/common';
import type { Language } from '#libs/platform';
import { asTrial, RuleVersionsService, type RuleSetProposal } from '#libs/rules';
import { EffectsViewingService } from './effects-viewing.service.js';

/** What a change of rules would do for the clients of today, beside the rules that stay. */
@Injectable()
export class RuleChangeService {
  constructor(
    private readonly versions: RuleVersionsService,
    private readonly effects: EffectsViewingService,
  ) {}

  /** For `partials/rules/effect-of-change`. */
  async effectOf({ definitions, ends }: Pick<RuleSetProposal, 'definitions' | 'ends'>, now: Temporal.Instant, language: Language) {
    const before = (await this.versions.setAt(now)).map(({ definition }) => definition);
    const changed = new Set([...definitions.map(({ rule }) => rule), ...ends]);
    const after = [...before.filter(({ rule }) => !changed.has(rule)), ...definitions.map((each) => asTrial(each, now))];
    return this.effects.change(before, after, language);
  }
}
