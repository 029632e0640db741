import { Injectable } from '@nestjs/common';
import type { Catalogue } from '#libs/interventions';
import { share } from '#libs/outflow';
import { localDate } from '#libs/platform';
import { compileRuleSet, evaluate, explain, rank, readProfiles, VERDICTS, type CompiledRule, type ReviewMaterial } from '#libs/rules';
import { DataSource } from 'typeorm';
import { ExamplePatterns } from './domain/rule-effects/example-patterns.js';
import { noCrowds, safeSplits, type Crowds } from './domain/rule-effects/safe-splits.js';
import { SetChange } from './domain/rule-effects/set-change.js';
import type { RuleSetChange, RuleTouch } from './domain/rule-effects/shown.js';

/** More clients than this are not all looked at: an administrator waits for the answer. */
export const MOST_LOOKED_AT = 20_000;
/** Explaining costs a hundred times what judging does, and five examples need no more. */
const MOST_EXPLAINED = 2_000;
/** What is held in memory at once: profiles of so many. */
const BATCH = 1_000;

interface Looking {
  /** For tests: how many are looked at. */
  atMost?: number;
}

/** The administrator's question while writing a rule: whom does this touch today, and what changes for them? Figures that are safe to show, and no client. */
@Injectable()
export class RuleEffectsReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Of everybody with a benefit today: what this rule says, in all and per team, and up to five positions that people are in as an example. */
  async touch(rule: CompiledRule, now: Temporal.Instant, { atMost = MOST_LOOKED_AT }: Looking = {}): Promise<RuleTouch> {
    const total = noCrowds();
    const teams = new Map<string, Crowds>();
    const patterns = new ExamplePatterns();
    const set = compileRuleSet([rule]);
    let looked = 0;
    const clients = await this.eachOnBenefit([rule], now, atMost, ({ id, team }, { profile }) => {
      const verdict = VERDICTS[set.verdicts(set.prepare(profile, now))[0] as 0 | 1 | 2];
      const crowds = teams.get(team) ?? noCrowds();
      teams.set(team, crowds);
      crowds[verdict].add(id);
      total[verdict].add(id);
      if (looked < MOST_EXPLAINED) patterns.add(explain(rule, profile, now), now);
      looked += 1;
    });
    const splits = safeSplits(
      total,
      [...teams].map(([team, crowds]) => ({ team, crowds })),
    );
    const isShown = splits.total !== null && total.yes.count > 0;
    return {
      clients,
      looked,
      ...splits,
      yesShare: looked < clients && splits.total ? share(splits.total.yes, looked) : null,
      examples: isShown ? patterns.examples() : [],
    };
  }

  /** What is said now and would no longer be said, and the other way round, when `after` takes the place of `before`. Nothing is written. */
  async change(
    before: readonly CompiledRule[],
    after: readonly CompiledRule[],
    catalogue: Catalogue,
    now: Temporal.Instant,
    { atMost = MOST_LOOKED_AT }: Looking = {},
  ): Promise<RuleSetChange> {
    const change = new SetChange();
    const sets = [compileRuleSet(before), compileRuleSet(after)] as const;
    const clients = await this.eachOnBenefit([...before, ...after], now, atMost, ({ id }, { profile, circumstances }) => {
      const [is, becomes] = sets.map((set) => rank(evaluate(set, profile, now), circumstances, catalogue, now));
      change.add(id, is ?? [], becomes ?? []);
    });
    return change.shown(clients, catalogue);
  }

  /**
   * Everybody with a benefit today, or as many as asked for: those whose id has the lowest hash, so a sample that is random, and the same every
   * time. Two statements, and one more for each thousand; profiles of one thousand are held at once.
   * @returns how many there are
   */
  private async eachOnBenefit(
    rules: readonly CompiledRule[],
    now: Temporal.Instant,
    atMost: number,
    look: (client: OnBenefit, material: ReviewMaterial) => void,
  ): Promise<number> {
    const found = await this.dataSource.query<(OnBenefit & { clients: number })[]>(ON_BENEFIT, [localDate(now), atMost]);
    for (let at = 0; at < found.length; at += BATCH) {
      const batch = found.slice(at, at + BATCH);
      const profiles = await readProfiles(
        this.dataSource.manager,
        batch.map(({ id }) => id),
        rules,
        now,
      );
      for (const client of batch) {
        const material = profiles.get(client.id);
        if (material) look(client, material);
      }
    }
    return found[0]?.clients ?? 0;
  }
}

interface OnBenefit {
  id: string;
  team: string;
}

const ON_BENEFIT = `
  select client.id, coalesce(team.name, '') as team, count(*) over ()::int as clients
    from benefit_spell spell
    join client on client.id = spell.client_id and client.deceased_on is null
    left join caseload_assignment a on a.client_id = client.id and a.during @> $1::date
    left join team on team.id = a.team_id
   where spell.during @> $1::date
   order by hashtextextended(client.id::text, 0), client.id
   limit $2`;
