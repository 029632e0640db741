import type { Wording } from '#libs/platform';
import { FEWEST_ALIKE, FEWEST_PEOPLE } from '#libs/outflow';

/** What became of suggestions: decided in one of three ways, open, or withdrawn before anybody decided. */
export interface Funnel {
  suggested: number;
  accepted: number;
  adjusted: number;
  declined: number;
  /** Nobody has decided yet. */
  open: number;
  /** It no longer held before anybody decided. */
  withdrawn: number;
  /** What was suggested began within 90 days, whoever decided it. */
  begun: number;
  completed: number;
  stoppedEarly: number;
  foundWork: number;
}

/** One count: of an intervention, over all rules (null) or of one of them. A suggestion of two rules counts for both, and once in the whole. */
export interface FunnelRow extends Funnel {
  intervention: string;
  rule: string | null;
  /** Of the newest version of the rule; null: over all rules, or it is no rule of ours any more. */
  title: Wording | null;
}

/** null: too few to show, or hidden so that nobody can work out those that are. */
export interface RuleLine {
  rule: string;
  title: Wording | null;
  funnel: Funnel | null;
}

export interface InterventionLines {
  intervention: string;
  funnel: Funnel | null;
  rules: RuleLine[];
}

const WAYS = ['accepted', 'adjusted', 'declined', 'open', 'withdrawn'] as const;

/** The lines that may be shown, per intervention and in the order given. */
export function funnelsPerIntervention(rows: readonly FunnelRow[]): InterventionLines[] {
  const whole = rows.filter(({ rule }) => rule === null);
  return whole.map((total) => {
    const rules = rows.filter(({ intervention, rule }) => intervention === total.intervention && rule !== null);
    const hidden = maySee(total) ? withheld(rules) : new Set(rules);
    return {
      intervention: total.intervention,
      funnel: maySee(total) ? total : null,
      rules: rules.map((row) => ({ rule: String(row.rule), title: row.title, funnel: hidden.has(row) ? null : row })),
    };
  });
}

/** Whether the figures say nothing about one person: ten at least, and not all of a few alike. */
export function maySee(funnel: Funnel): boolean {
  return funnel.suggested >= FEWEST_ALIKE || (funnel.suggested >= FEWEST_PEOPLE && WAYS.every((way) => funnel[way] < funnel.suggested));
}

/** The rules that must be hidden, and as many others as it takes (in their order, never by their size): the whole stands beside them. */
function withheld(rules: readonly FunnelRow[]): Set<FunnelRow> {
  const hidden = new Set(rules.filter((row) => !maySee(row)));
  if (hidden.size === 0) return hidden;
  for (const row of rules.filter(maySee)) {
    hidden.add(row);
    if ([...hidden].reduce((sum, { suggested }) => sum + suggested, 0) >= FEWEST_ALIKE) break;
  }
  return hidden;
}
