import type { InterventionOutcome, InterventionState } from '#libs/interventions';
import { localDate } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { ageBandOf } from './domain/age-band.js';
import type { ReviewMaterial } from './domain/change-of.js';
import type { CompiledRule } from './domain/compile-rule.js';
import { needsOf, type Needs } from './domain/needs.js';
import { msOf, type Fact, type Person } from './domain/profile.js';
import type { Stance } from './domain/rule.js';
import type { OpenSuggestion } from './domain/withdrawal.js';

/** What was begun or set aside longer ago says nothing about now. */
const DAYS_OF_CIRCUMSTANCES = 731;

interface MaterialRow {
  clientId: string;
  /** For each of the reads: `trait value-or-state moment id`, separated by commas: a tenth of the cost of JSON, for thirty of them a client. */
  facts: (string | null)[];
  everHeard: string | null;
  birthDate: string | null;
  benefitSince: string | null;
  heardAt: Date | null;
  silentSince: Date | null;
  isUnreachable: boolean | null;
  interventions: { type: string; state: InterventionState; endedAt: string | null; outcome: InterventionOutcome | null }[] | null;
  setAside: { intervention: string; stance: Stance; at: string }[] | null;
  open: OpenSuggestion[] | null;
  wanted: { trait: string; rule: string }[] | null;
}

/**
 * `ever`: also what is too old to count, so that it can be told from what was never heard. `counting`: as much as verdicts hang on, at a third of the
 * cost; what is not known is called never heard then.
 */
export type Depth = 'ever' | 'counting';

/**
 * Everything that reviews of these clients need, in one statement, however many there are: a check-in is finished in one transaction, and there
 * each round trip is paid for by who waits for the page; and at night there are hundreds of thousands. So this reads the tables of the libraries
 * below, instead of asking their services one after the other.
 * @returns by client; nobody is left out who exists
 */
export async function readProfiles(
  tx: EntityManager,
  clientIds: readonly string[],
  rules: readonly CompiledRule[],
  now: Temporal.Instant,
  depth: Depth = 'ever',
): Promise<Map<string, ReviewMaterial>> {
  const needs = atDepth(needsOf(rules), depth);
  const today = localDate(now);
  const rows: MaterialRow[] = await tx.query(statementFor(needs), [
    clientIds,
    now,
    today,
    ...needs.reads.flatMap(({ traits, days }) => [traits, daysBefore(now, days)]),
    ...(needs.everHeard.length > 0 ? [needs.everHeard] : []),
  ]);
  return new Map(rows.map((row) => [row.clientId, materialOf(row, needs, today)]));
}

function atDepth(needs: Needs, depth: Depth): Needs {
  if (depth === 'counting') return needs;
  return { ...needs, everHeard: needs.traits, reads: needs.reads.filter(({ isCourse }) => isCourse) };
}

/**
 * One walk along the key of a client's observations, as they lie there: choosing the latest of each trait costs PostgreSQL three times what reading
 * them does, and us next to nothing. What was replaced comes along and is left out when it is read.
 */
function statementFor(needs: Needs): string {
  return `
  select client.id as "clientId", client.birth_date as "birthDate",
         (select lower(spell.during) from benefit_spell spell where spell.client_id = client.id and spell.during @> $3::date) as "benefitSince",
         ${needs.contact ? CONTACT : `null as "heardAt", null as "silentSince", null as "isUnreachable"`},
         array[${needs.reads.map((_, nth) => observationsOf(`$${4 + nth * 2}`, `$${5 + nth * 2}`)).join(',')}]::text[] as facts,
         ${needs.everHeard.length > 0 ? everHeard(`$${4 + needs.reads.length * 2}`) : 'null'} as "everHeard",
         (select json_agg(json_build_object('type', i.type, 'state', i.state, 'endedAt', i.ended_at, 'outcome', i.outcome))
            from intervention i
           where i.client_id = client.id and (i.ended_at is null or i.ended_at > $2::timestamptz - make_interval(days => ${DAYS_OF_CIRCUMSTANCES}))) as interventions,
         (select json_agg(json_build_object('intervention', aside.intervention, 'stance', aside.stance, 'at', aside.at))
            from (select s.intervention, s.stance, d.decided_at as at
                    from suggestion s join coach_decision d on d.suggestion_id = s.id
                   where s.client_id = client.id and s.decided_at is not null and d.decision <> 'accepted' and d.undone_at is null
                     and d.decided_at > $2 - make_interval(days => ${DAYS_OF_CIRCUMSTANCES})
                  union all
                  select s.intervention, s.stance, said.at
                    from suggestion_share shared
                    join suggestion s on s.id = shared.suggestion_id
                    join lateral (select response, at from client_response r where r.suggestion_id = s.id and r.at <= $2 order by r.at desc, r.id desc limit 1) as said
                      on said.response = 'rather_not'
                   where shared.client_id = client.id) as aside) as "setAside",
         (select json_agg(json_build_object('id', s.id, 'intervention', s.intervention, 'stance', s.stance, 'fingerprint', s.fingerprint, 'for', s.rules,
                                            'against', s.rules_against))
            from suggestion s
           where s.client_id = client.id and s.withdrawn_at is null and s.decided_at is null) as open,
         (select json_agg(json_build_object('trait', w.trait, 'rule', w.rule))
            from trait_wanted w where w.client_id = client.id and w.rule is not null) as wanted
    from client
   where client.id = any ($1::uuid[])`;
}

// Microseconds from a float: exact for two centuries, at a third of the cost of `extract`.
const OBSERVATION = `o.trait || ' ' || coalesce(o.value::text, o.state) || ' ' || (date_part('epoch', o.observed_at) * 1000000)::bigint || ' ' || o.id`;

const observationsOf = (traits: string, since: string) => `
         (select string_agg(${OBSERVATION}, ',')
            from trait_observation o
           where o.client_id = client.id and o.trait = any (${traits}::text[]) and o.observed_at > ${since} and o.observed_at <= $2)`;

const everHeard = (traits: string) => `
         (select string_agg(${OBSERVATION}, ',')
            from unnest(${traits}::text[]) as asked (trait)
           cross join lateral (select id, trait, state, value, observed_at from trait_observation
                                where client_id = client.id and trait = asked.trait and observed_at <= $2
                                order by observed_at desc, id desc limit 1) as o)`;

/** What was answered, and what was asked in vain since. */
const HEARD = `select max(r.ended_at) from check_in r where r.client_id = client.id and r.outcome in ('finished', 'partial')`;
const CONTACT = `
         (${HEARD}) as "heardAt",
         (select min(r.opened_at) from check_in r
           where r.client_id = client.id and r.outcome = 'silent' and r.opened_at > coalesce((${HEARD}), '-infinity')) as "silentSince",
         (select r.outcome = 'unreachable' from check_in r
           where r.client_id = client.id and r.due_on <= $3::date and r.ended_at is not null and r.outcome <> 'canceled'
           order by r.due_on desc limit 1) as "isUnreachable"`;

function materialOf(row: MaterialRow, { reads }: Needs, today: Temporal.PlainDate): ReviewMaterial {
  // Where it matters that something was heard, also what is too old to count; what was read to count comes over it.
  const told = latestIn(row.everHeard, new Map());
  const earlier = new Map<string, Fact[]>();
  for (const [nth, { isCourse }] of reads.entries()) {
    latestIn(row.facts[nth] ?? null, told);
    if (isCourse)
      for (const [trait, facts] of Map.groupBy(factsIn(row.facts[nth] ?? null), (fact) => fact.trait)) earlier.set(trait, facts);
  }
  const latest = new Map([...told].map(([trait, one]) => [trait, factOf(trait, one)]));
  const setAside = (row.setAside ?? []).map((given) => ({ ...given, at: Temporal.Instant.from(given.at) }));
  const interventions = (row.interventions ?? []).map((given) => ({
    ...given,
    endedAt: given.endedAt === null ? null : Temporal.Instant.from(given.endedAt),
  }));
  return {
    profile: {
      latest,
      earlier,
      person: personOf(row, [...latest.values()], today),
      interventions,
      declined: setAside.filter(({ stance }) => stance === 'suggest'),
    },
    circumstances: { interventions, setAside },
    open: row.open ?? [],
    wanted: row.wanted ?? [],
  };
}

function personOf(
  { birthDate, benefitSince, heardAt, silentSince, isUnreachable }: MaterialRow,
  latest: readonly Fact[],
  today: Temporal.PlainDate,
): Person {
  const answeredAt = heardAt?.toTemporalInstant() ?? null;
  // An answer in a round that is still open was heard as well.
  const newest = latest.reduce<Fact | null>((found, fact) => (found === null || msOf(fact) > msOf(found) ? fact : found), null);
  const heard = newest && (!answeredAt || msOf(newest) >= answeredAt.epochMilliseconds) ? newest.observedAt : answeredAt;
  const silent = silentSince?.toTemporalInstant() ?? null;
  return {
    ageBand: birthDate === null ? null : ageBandOf(Temporal.PlainDate.from(birthDate), today),
    benefitSince: benefitSince === null ? null : Temporal.PlainDate.from(benefitSince),
    heardAt: heard,
    silentSince: silent !== null && heard !== null && Temporal.Instant.compare(heard, silent) >= 0 ? null : silent,
    isUnreachable: isUnreachable ?? false,
  };
}

/** What was told of a trait, before anything is made of it: most of it is not the latest, and then nothing is. */
interface Told {
  micros: number;
  words: string;
  id: string;
}

/** As the statement wrote them, in whatever order; of one moment the highest id counts. @returns `latest`, with what is newer in it */
function latestIn(text: string | null, latest: Map<string, Told>): Map<string, Told> {
  for (const each of text?.split(',') ?? []) {
    const [trait = '', words = '', moment = '', id = ''] = each.split(' ');
    const micros = Number(moment);
    const before = latest.get(trait);
    if (!before || micros > before.micros || (micros === before.micros && isHigher(id, before.id)))
      latest.set(trait, { micros, words, id });
  }
  return latest;
}

/** All of them; of one trait and moment only the highest id. */
function factsIn(text: string | null): Fact[] {
  const counting = new Map<string, Fact>();
  for (const each of text?.split(',') ?? []) {
    const [trait = '', words = '', moment = '', id = ''] = each.split(' ');
    const before = counting.get(trait + moment);
    if (!before || isHigher(id, before.id)) counting.set(trait + moment, factOf(trait, { micros: Number(moment), words, id }));
  }
  return [...counting.values()];
}

function factOf(trait: string, { micros, words, id }: Told): Fact {
  const state = words === 'refused' || words === 'unknown' ? words : 'answered';
  let observedAt: Temporal.Instant | null = null;
  return {
    id,
    trait,
    state,
    value: state === 'answered' ? Number(words) : null,
    observedMs: Math.floor(micros / 1000),
    // Most facts are judged by their milliseconds and never shown, and making a moment costs more than judging.
    get observedAt() {
      return (observedAt ??= instantOf(micros));
    },
  };
}

/** Ids are whole numbers that may be larger than a `number` can hold. */
function isHigher(one: string, other: string): boolean {
  return one.length === other.length ? one > other : one.length > other.length;
}

function instantOf(micros: number): Temporal.Instant {
  return micros % 1000 === 0
    ? Temporal.Instant.fromEpochMilliseconds(micros / 1000)
    : Temporal.Instant.fromEpochNanoseconds(BigInt(micros) * 1000n);
}

function daysBefore(now: Temporal.Instant, days: number): Temporal.Instant {
  return now.subtract({ hours: 24 * days });
}
