import type { InterventionOutcome, InterventionState } from '#libs/interventions';
import { localDate } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { ageBandOf } from './domain/age-band.js';
import type { ReviewMaterial } from './domain/change-of.js';
import type { CompiledRule } from './domain/compile-rule.js';
import { needsOf, type Needs } from './domain/needs.js';
import type { Fact, Person } from './domain/profile.js';
import type { Stance } from './domain/rule.js';
import type { OpenSuggestion } from './domain/withdrawal.js';

/** What was begun or set aside longer ago says nothing about now. */
const DAYS_OF_CIRCUMSTANCES = 731;
const DAY_IN_MINUTES = 24 * 60;

interface MaterialRow {
  clientId: string;
  /** `trait value-or-state moment id`, separated by commas: a tenth of the cost of JSON, for twenty of them a client. */
  facts: string | null;
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
): Promise<Map<string, ReviewMaterial>> {
  const needs = needsOf(rules);
  const today = localDate(now);
  const rows: MaterialRow[] = await tx.query(statementFor(needs), [
    clientIds,
    now,
    today,
    needs.traits,
    needs.traits.map((trait) => needs.lookBackDays.get(trait) ?? 0),
    now.subtract({ minutes: needs.oldestDays * DAY_IN_MINUTES }),
    ...(needs.everHeard.length > 0 ? [needs.everHeard] : []),
  ]);
  return new Map(rows.map((row) => [row.clientId, materialOf(row, needs, today)]));
}

/**
 * One walk along the key of a client's observations: the latest of each trait, and all of the days that are looked back. Of a trait and moment the
 * highest id counts; what it replaced comes along and is left out when it is read.
 */
function statementFor(needs: Needs): string {
  const observation = `asked.place || ' ' || coalesce(o.value::text, o.state) || ' ' || (extract(epoch from o.observed_at) * 1000000)::bigint || ' ' || o.id`;
  return `
  select client.id as "clientId", client.birth_date as "birthDate",
         (select lower(spell.during) from benefit_spell spell where spell.client_id = client.id and spell.during @> $3::date) as "benefitSince",
         ${needs.contact ? CONTACT : `null as "heardAt", null as "silentSince", null as "isUnreachable"`},
         (select string_agg(${observation}, ',')
            from (select id, trait, state, value, observed_at,
                         row_number() over (partition by trait order by observed_at desc, id desc) as nth
                    from trait_observation
                   where client_id = client.id and trait = any ($4::text[]) and observed_at > $6 and observed_at <= $2) as o
            join unnest($4::text[], $5::int[]) with ordinality as asked (trait, days, place) on asked.trait = o.trait
           where o.nth = 1 or o.observed_at >= $2 - make_interval(days => asked.days)) as facts,
         ${needs.everHeard.length > 0 ? EVER_HEARD.replace('$observation', observation) : 'null'} as "everHeard",
         (select json_agg(json_build_object('type', i.type, 'state', i.state, 'endedAt', i.ended_at, 'outcome', i.outcome))
            from intervention i
           where i.client_id = client.id and (i.ended_at is null or i.ended_at > $2 - make_interval(days => ${DAYS_OF_CIRCUMSTANCES}))) as interventions,
         (select json_agg(json_build_object('intervention', aside.intervention, 'stance', aside.stance, 'at', aside.at))
            from (select s.intervention, s.stance, d.decided_at as at
                    from suggestion s join coach_decision d on d.suggestion_id = s.id
                   where s.client_id = client.id and s.decided_at is not null and d.decision <> 'accepted' and d.undone_at is null
                     and d.decided_at > $2 - make_interval(days => ${DAYS_OF_CIRCUMSTANCES})
                  union all
                  select s.intervention, s.stance, said.at
                    from suggestion_share shared
                    join suggestion s on s.id = shared.suggestion_id
                    join lateral (select response, at from client_response r where r.suggestion_id = s.id and r.at <= $2 order by r.at desc limit 1) as said
                      on said.response = 'rather_not'
                   where shared.client_id = client.id) as aside) as "setAside",
         (select json_agg(json_build_object('id', s.id, 'intervention', s.intervention, 'stance', s.stance, 'fingerprint', s.fingerprint, 'for', s.rules,
                                            'against', jsonb_path_query_array(s.evidence, '$.against[*].rule')))
            from suggestion s
           where s.client_id = client.id and s.withdrawn_at is null and s.decided_at is null) as open,
         (select json_agg(json_build_object('trait', w.trait, 'rule', w.rule))
            from trait_wanted w where w.client_id = client.id and w.rule is not null) as wanted
    from unnest($1::uuid[]) as wanted (id)
    join client on client.id = wanted.id`;
}

const EVER_HEARD = `
         (select string_agg($observation, ',')
            from unnest($7::text[]) with ordinality as asked (trait, place)
           cross join lateral (select id, state, value, observed_at from trait_observation
                                where client_id = client.id and trait = asked.trait and observed_at <= $6
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

function materialOf(row: MaterialRow, needs: Needs, today: Temporal.PlainDate): ReviewMaterial {
  const earlier = Map.groupBy(factsIn(row.facts, needs.traits), ({ trait }) => trait);
  const latest = new Map([...earlier].map(([trait, facts]) => [trait, newest(facts)]));
  // What is too old to count still tells that something was heard.
  for (const fact of factsIn(row.everHeard, needs.everHeard)) if (!latest.has(fact.trait)) latest.set(fact.trait, fact);
  const setAside = (row.setAside ?? []).map((given) => ({ ...given, at: Temporal.Instant.from(given.at) }));
  const interventions = (row.interventions ?? []).map((given) => ({
    ...given,
    endedAt: given.endedAt === null ? null : Temporal.Instant.from(given.endedAt),
  }));
  return {
    profile: {
      latest,
      earlier: new Map([...earlier].filter(([trait]) => needs.lookBackDays.has(trait))),
      person: personOf(row, [...latest.values()], today),
      interventions,
      declined: setAside.filter(({ stance }) => stance === 'suggest'),
    },
    circumstances: { interventions, setAside },
    open: row.open ?? [],
    wanted: row.wanted ?? [],
  };
}

/** Of the same trait; what was replaced at the same moment is not among them. */
function newest(facts: readonly Fact[]): Fact {
  return facts.reduce((one, other) => (Temporal.Instant.compare(other.observedAt, one.observedAt) > 0 ? other : one));
}

function personOf(
  { birthDate, benefitSince, heardAt, silentSince, isUnreachable }: MaterialRow,
  latest: readonly Fact[],
  today: Temporal.PlainDate,
): Person {
  const answeredAt = heardAt?.toTemporalInstant() ?? null;
  // An answer in a round that is still open was heard as well.
  const heard = latest.reduce<Temporal.Instant | null>(
    (found, { observedAt }) => (found === null || Temporal.Instant.compare(observedAt, found) > 0 ? observedAt : found),
    answeredAt,
  );
  const silent = silentSince?.toTemporalInstant() ?? null;
  return {
    ageBand: birthDate === null ? null : ageBandOf(Temporal.PlainDate.from(birthDate), today),
    benefitSince: benefitSince === null ? null : Temporal.PlainDate.from(benefitSince),
    heardAt: heard,
    silentSince: silent !== null && heard !== null && Temporal.Instant.compare(heard, silent) >= 0 ? null : silent,
    isUnreachable: isUnreachable ?? false,
  };
}

/** As the statement wrote them: newest first of each trait is not promised, and of one moment only the highest id counts. */
function factsIn(text: string | null, traits: readonly string[]): Fact[] {
  if (text === null) return [];
  const counting = new Map<string, Fact>();
  for (const each of text.split(',')) {
    const [place, told = '', micros, id = ''] = each.split(' ');
    const key = `${place} ${micros}`;
    const before = counting.get(key);
    if (before && isHigher(before.id, id)) continue;
    const value = told === 'refused' || told === 'unknown' ? null : Number(told);
    counting.set(key, {
      id,
      trait: traits[Number(place) - 1] as string,
      state: value === null ? (told as Fact['state']) : 'answered',
      value,
      observedAt: instantOf(Number(micros)),
    });
  }
  return [...counting.values()];
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
