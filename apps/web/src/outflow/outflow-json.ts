import type { Bounds, Fates, Figure, OutflowQuestion, PerTrait, TraitFigures } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { traitOf } from '#libs/profiles';
import { groupName } from './outflow-lines.js';

/**
 * The figures of the page for programs, hidden where the page hides them and not rounded any further. The keys are stable and English; labels
 * are in the reader's language and may change.
 *
 * `state`: `shown`, `nobody`, `too-few` or `only-a-year`; `leavesOut`: a few people are in no figure, having no team or one too small to show. Every figure: `people` in the group on the first day, `count` to how many it happened, `of` what that
 * is divided by (`base` says what that is), `value` with its 95% interval `low` to `high` (`kind` `share`: a fraction; `rate`: per 100 years on a
 * benefit), `notYet`: left too recently to be followed. `bounds`: the worst and the best case for those of whom the trait is not known. A group
 * with `figure: null` is not shown; `hidden` is all of those together.
 * @param scope the names of the team and the scheme; null: all
 */
export function outflowJson(
  figures: PerTrait,
  { period, definition }: OutflowQuestion,
  scope: { team: string | null; scheme: string | null },
  language: Language,
) {
  return {
    about: 'outflow-per-trait',
    madeAt: String(figures.madeAt),
    period: { from: String(period.from), until: String(period.until) },
    scope,
    definition,
    state: figures.state,
    ...(figures.state === 'shown'
      ? {
          total: numbers(figures.total),
          fates: fatesOf(figures.fates),
          leavesOut: figures.leavesOut,
          traits: figures.traits.map((trait) => traitJson(trait, language)),
        }
      : { total: null, fates: null, leavesOut: false, traits: [] }),
  };
}

/** Named one by one: whatever else is counted of people stays in the house. */
function fatesOf({ people, work, other, outOfSight, staying, pending }: Fates): Fates {
  return { people, work, other, outOfSight, staying, pending };
}

function traitJson({ trait, cells, hidden, knownShare }: TraitFigures, language: Language) {
  return {
    trait,
    label: traitOf(trait).label[language],
    known: knownShare,
    groups: cells.map(({ keys, family, figure, bounds }) => ({
      keys,
      label: groupName(trait, keys, language),
      family,
      figure: figure && numbers(figure),
      bounds: bounds && edges(bounds),
    })),
    hidden: hidden && numbers(hidden),
  };
}

function numbers({ people, count, of, base, kind, estimate, notYet }: Figure) {
  return {
    people,
    count,
    of,
    base,
    kind,
    value: estimate?.value ?? null,
    low: estimate?.low ?? null,
    high: estimate?.high ?? null,
    notYet,
  };
}

function edges({ low, high }: Bounds) {
  return { low, high };
}
