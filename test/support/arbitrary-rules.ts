import fc from 'fast-check';
import { STANDARD_CATALOGUE } from '#libs/interventions';
import { TRAITS, type TraitDefinition } from '#libs/profiles';
import { AGE_BANDS, type Condition, type Level, type RuleProfile } from '#libs/rules';
import { aFact, daysAgo, NOW, type Said } from './rule-profile.js';

/** A few traits and interventions, so that conditions and profiles are about the same things. */
const SOME_TRAITS = TRAITS.filter(({ key }) =>
  ['health.self_rated', 'health.mental', 'workability.self', 'wish.contact', 'finance.debt', 'work.hours_possible'].includes(key),
);
const SOME_INTERVENTIONS = STANDARD_CATALOGUE.all.slice(0, 3).map(({ code }) => code);
const SCALES = SOME_TRAITS.filter(({ better }) => better !== null);

const valueOf = ({ levels }: TraitDefinition) => fc.constantFrom(...levels.map(({ value }) => value));
const widthOf = ({ levels }: TraitDefinition) =>
  Math.max(...levels.map(({ value }) => value)) - Math.min(...levels.map(({ value }) => value));

const levelFor = (trait: TraitDefinition): fc.Arbitrary<Level> =>
  fc.oneof(
    valueOf(trait).map((is) => ({ is })),
    fc.uniqueArray(valueOf(trait), { minLength: 1, maxLength: 3 }).map((oneOf) => ({ oneOf })),
    ...(trait.better ? [valueOf(trait).map((atLeast) => ({ atLeast })), valueOf(trait).map((atMost) => ({ atMost }))] : []),
  );

const aboutLevel = fc.constantFrom(...SOME_TRAITS).chain((trait) => levelFor(trait).map((level) => ({ trait: trait.key, ...level })));
const aboutCourse = fc.constantFrom(...SCALES).chain((trait) => {
  const days = fc.integer({ min: 42, max: 365 });
  const points = fc.integer({ min: 1, max: widthOf(trait) });
  const { key } = trait;
  return fc.oneof(
    fc.tuple(points, days).map(([worsenedBy, withinDays]) => ({ trait: key, worsenedBy, withinDays })),
    fc.tuple(points, days).map(([improvedBy, withinDays]) => ({ trait: key, improvedBy, withinDays })),
    fc.constantFrom('worse' as const, 'better' as const).map((is) => ({ trait: key, against: 'usual' as const, is })),
    fc
      .tuple(fc.constantFrom('worsening' as const, 'improving' as const), days)
      .map(([trend, withinDays]) => ({ trait: key, trend, withinDays })),
    fc
      .tuple(levelFor(trait), fc.integer({ min: 2, max: 5 }))
      .chain(([sustained, ofLast]) => fc.integer({ min: 1, max: ofLast }).map((times) => ({ trait: key, sustained, times, ofLast }))),
  );
});
const aboutHearing = fc
  .tuple(fc.constantFrom(...SOME_TRAITS), fc.uniqueArray(fc.constantFrom('never', 'expired', 'refused', 'unknown'), { minLength: 1 }))
  .map(([{ key }, notHeard]) => ({ trait: key, notHeard }));
const aboutAge = fc
  .constantFrom(...SOME_TRAITS)
  .chain(({ key, validDays }) => fc.integer({ min: 1, max: validDays - 1 }).map((newerThanDays) => ({ trait: key, newerThanDays })));
const period = fc.integer({ min: 1, max: 730 });
const aboutCircumstances: fc.Arbitrary<Condition> = fc.oneof(
  period.map((silentForDays) => ({ silentForDays })),
  fc.constant({ unreachable: true as const }),
  fc.integer({ min: 1, max: 60 }).map((atLeast) => ({ benefitMonths: { atLeast, lessThan: atLeast + 12 } })),
  fc.uniqueArray(fc.constantFrom(...AGE_BANDS), { minLength: 1, maxLength: 4 }).map((ageBand) => ({ ageBand })),
  fc
    .tuple(fc.constantFrom(...SOME_INTERVENTIONS), fc.constantFrom('running' as const, 'waiting' as const))
    .map(([intervention, was]) => ({ intervention, was })),
  fc
    .tuple(fc.constantFrom(...SOME_INTERVENTIONS), fc.constantFrom('tried', 'completed', 'stopped_early', 'declined'), fc.option(period))
    .map(([intervention, was, withinDays]) => ({ intervention, was, ...(withinDays !== null && { withinDays }) })),
);

/** Any condition of the language, up to a few deep. Some of them the compiler refuses, because they can never hold or always do. */
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => {
  const parts = fc.array(tie('condition'), { minLength: 1, maxLength: 4 });
  return {
    condition: fc.oneof(
      { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
      fc.oneof(aboutLevel, aboutCourse, aboutHearing, aboutAge, aboutCircumstances) as fc.Arbitrary<Condition>,
      parts.map((all) => ({ all })),
      parts.map((any) => ({ any })),
      parts.map((none) => ({ none })),
      parts.chain((of) => fc.integer({ min: 1, max: of.length }).map((atLeast) => ({ atLeast, of }))),
    ),
  };
}).condition;

const anyFact = fc
  .constantFrom(...SOME_TRAITS)
  .chain((trait) =>
    fc
      .tuple(
        fc.oneof<fc.Arbitrary<Said>[]>({ weight: 5, arbitrary: valueOf(trait) } as never, fc.constantFrom<Said>('refused', 'unknown')),
        fc.integer({ min: 0, max: 400 }),
      )
      .map(([said, ago]) => aFact(trait.key, said, ago)),
  );
const moment = fc.integer({ min: 0, max: 729 }).map(daysAgo);

/** Anybody: whatever was answered, refused or never asked, and whatever was begun and declined. */
export const anyProfile: fc.Arbitrary<RuleProfile> = fc
  .record({
    facts: fc.array(anyFact, { maxLength: 40 }),
    person: fc.record({
      ageBand: fc.option(fc.constantFrom(...AGE_BANDS)),
      benefitSince: fc.option(
        fc.integer({ min: -40, max: 2_000 }).map((days) => NOW.toZonedDateTimeISO('Europe/Amsterdam').toPlainDate().subtract({ days })),
      ),
      heardAt: fc.option(moment),
      silentSince: fc.option(moment),
      isUnreachable: fc.boolean(),
    }),
    interventions: fc.array(
      fc.oneof(
        fc.record({
          type: fc.constantFrom(...SOME_INTERVENTIONS),
          state: fc.constantFrom('offered' as const, 'waiting' as const, 'accepted' as const, 'started' as const, 'paused' as const),
          endedAt: fc.constant(null),
          outcome: fc.constant(null),
        }),
        fc.record({
          type: fc.constantFrom(...SOME_INTERVENTIONS),
          state: fc.constant('ended' as const),
          endedAt: moment,
          outcome: fc.constantFrom('completed' as const, 'stopped_early' as const, 'not_started' as const, 'found_work' as const),
        }),
      ),
      { maxLength: 5 },
    ),
    declined: fc.array(fc.record({ intervention: fc.constantFrom(...SOME_INTERVENTIONS), at: moment }), { maxLength: 4 }),
  })
  .map(({ facts, ...rest }) => {
    const inOrder = facts.toSorted((a, b) => Temporal.Instant.compare(a.observedAt, b.observedAt) || Number(a.id) - Number(b.id));
    return { ...rest, latest: new Map(inOrder.map((fact) => [fact.trait, fact])), earlier: Map.groupBy(inOrder, ({ trait }) => trait) };
  });
