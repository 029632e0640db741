import type { Catalogue } from '#libs/interventions';
import type { Stance } from '#libs/rules';
import { Crowd } from '../crowd.js';
import type { InterventionChange, RuleSetChange } from './shown.js';

/** As much of a suggestion as tells whether it changed. */
export interface Placed {
  intervention: string;
  stance: Stance;
  rank: number;
}

interface Changed {
  intervention: string;
  stance: Stance;
  added: Crowd;
  withdrawn: Crowd;
  first: Crowd;
  noLongerFirst: Crowd;
}

/** Counts, client by client, what becomes other when one set of rules takes the place of another. */
export class SetChange {
  private looked = 0;
  private readonly touched = new Crowd();
  private readonly gaining = new Crowd();
  private readonly losing = new Crowd();
  private readonly firstPlace = new Crowd();
  private readonly changes = new Map<string, Changed>();

  add(clientId: string, before: readonly Placed[], after: readonly Placed[]): void {
    this.looked += 1;
    const added = after.filter((one) => !isAmong(one, before));
    const withdrawn = before.filter((one) => !isAmong(one, after));
    const [was, becomes] = [firstOf(before), firstOf(after)];
    const firstChanges = was?.intervention !== becomes?.intervention;
    for (const one of added) this.of(one).added.add(clientId);
    for (const one of withdrawn) this.of(one).withdrawn.add(clientId);
    if (added.length > 0) this.gaining.add(clientId);
    if (withdrawn.length > 0) this.losing.add(clientId);
    if (firstChanges) {
      this.firstPlace.add(clientId);
      if (becomes) this.of(becomes).first.add(clientId);
      if (was && isAmong(was, after)) this.of(was).noLongerFirst.add(clientId);
    }
    if (added.length + withdrawn.length > 0 || firstChanges) this.touched.add(clientId);
  }

  /** So many others, for whom all stays as it is. */
  addUntouched(count: number): void {
    this.looked += count;
  }

  /** As it may be seen; of `everybody` those that were added were looked at. */
  shown(everybody: number, catalogue: Catalogue): RuleSetChange {
    const show = (crowd: Crowd) => crowd.shownWithin(this.looked);
    const interventions = [...this.changes.values()]
      .toSorted((a, b) => catalogue.placeOf(a.intervention) - catalogue.placeOf(b.intervention) || (a.stance > b.stance ? -1 : 1))
      .map(({ intervention, stance, ...crowds }): InterventionChange => ({
        intervention,
        stance,
        added: show(crowds.added),
        withdrawn: show(crowds.withdrawn),
        first: show(crowds.first),
        noLongerFirst: show(crowds.noLongerFirst),
      }));
    return {
      clients: everybody,
      looked: this.looked,
      touched: show(this.touched),
      added: show(this.gaining),
      withdrawn: show(this.losing),
      firstPlace: show(this.firstPlace),
      interventions,
    };
  }

  private of({ intervention, stance }: Placed): Changed {
    const key = `${stance} ${intervention}`;
    const found = this.changes.get(key);
    if (found) return found;
    const made = { intervention, stance, added: new Crowd(), withdrawn: new Crowd(), first: new Crowd(), noLongerFirst: new Crowd() };
    this.changes.set(key, made);
    return made;
  }
}

function isAmong({ intervention, stance }: Placed, others: readonly Placed[]): boolean {
  return others.some((other) => other.intervention === intervention && other.stance === stance);
}

/** What is advised against is never what a coach looks at first. */
function firstOf(placed: readonly Placed[]): Placed | null {
  return placed.find(({ rank, stance }) => rank === 1 && stance === 'suggest') ?? null;
}
