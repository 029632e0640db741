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
const MOST_LOOKED_AT = 20_000;
/** Comparing two sets of rules costs ten times what one rule does. */
const MOST_COMPARED = 10_000;
/** Explaining costs a hundred times what judging does, and five examples need no more. */
const MOST_EXPLAINED = 2_000;
/** What is held in memory at once: profiles of so many. */
const BATCH = 500;
const YES = VERDICTS.indexOf('yes');

interface Looking {
  /** How many are looked at. */
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
    const { clients, people } = await this.onBenefit(now, atMost);
    await this.eachOf(people, [rule], now, ({ id, team }, { profile }) => {
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

  /**
   * What is said now and would no longer be said, and the other way round, when `after` takes the place of `before`. Nothing is written. Only who a
   * rule that differs says yes of can notice a difference, so all rules are judged for them alone.
   */
  async change(
    before: readonly CompiledRule[],
    after: readonly CompiledRule[],
    catalogue: Catalogue,
    now: Temporal.Instant,
    { atMost = MOST_COMPARED }: Looking = {},
  ): Promise<RuleSetChange> {
    const change = new SetChange();
    const { clients, people } = await this.onBenefit(now, atMost);
    const differing = [without(before, after), without(after, before)];
    const touched = await this.toldYesBy(differing, people, now);
    const sets = [compileRuleSet(before), compileRuleSet(after)];
    await this.eachOf(touched, [...before, ...after], now, ({ id }, { profile, circumstances }) => {
      const [is, becomes] = sets.map((set) => rank(evaluate(set, profile, now), circumstances, catalogue, now));
      change.add(id, is ?? [], becomes ?? []);
    });
    change.addUntouched(people.length - touched.length);
    return change.shown(clients, catalogue);
  }

  private async toldYesBy(rules: readonly (readonly CompiledRule[])[], people: readonly OnBenefit[], now: Temporal.Instant) {
    const told: OnBenefit[] = [];
    if (rules.flat().length === 0) return told;
    const sets = rules.map((each) => compileRuleSet(each));
    await this.eachOf(people, rules.flat(), now, (client, { profile }) => {
      if (sets.some((set) => set.verdicts(set.prepare(profile, now)).includes(YES))) told.push(client);
    });
    return told;
  }

  /**
   * Everybody with a benefit today, or as many as asked for: those whose id has the lowest hash, so a sample that is random, and the same every
   * time.
   */
  private async onBenefit(now: Temporal.Instant, atMost: number): Promise<{ clients: number; people: OnBenefit[] }> {
    const people = await this.dataSource.query<(OnBenefit & { clients: number })[]>(ON_BENEFIT, [localDate(now), atMost]);
    return { clients: people[0]?.clients ?? 0, people };
  }

  /** One statement for each five hundred, whose profiles are held at once. */
  private async eachOf(
    people: readonly OnBenefit[],
    rules: readonly CompiledRule[],
    now: Temporal.Instant,
    look: (client: OnBenefit, material: ReviewMaterial) => void,
  ): Promise<void> {
    for (let at = 0; at < people.length; at += BATCH) {
      const batch = people.slice(at, at + BATCH);
      const ids = batch.map(({ id }) => id);
      const profiles = await readProfiles(this.dataSource.manager, ids, rules, now, 'counting');
      for (const client of batch) {
        const material = profiles.get(client.id);
        if (material) look(client, material);
      }
    }
  }
}

/** Those that no rule of the others is the like of, in when they speak and what they say. */
function without(rules: readonly CompiledRule[], others: readonly CompiledRule[]): CompiledRule[] {
  const said = new Set(others.map(saying));
  return rules.filter((rule) => !said.has(saying(rule)));
}

function saying({ definition: { when, then, wish = false } }: CompiledRule): string {
  return JSON.stringify([when, then, wish]);
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
