import { ClientsService } from '#libs/people';
import type { DataSource } from 'typeorm';
import { aTeamName, type Person } from './team-with-spells.js';

/** A suggestion as it lies in the database once it was made; `read`: what the rule read then. */
export interface Suggested {
  /** A date: at noon here. */
  on: string;
  rules?: readonly string[];
  version?: number;
  intervention?: string;
  read?: readonly (readonly [trait: string, value: number])[];
  decision?: 'accepted' | 'adjusted' | 'declined';
  reason?: string | null;
  undone?: boolean;
  withdrawn?: boolean;
  /** The day on which what was suggested began, whether or not a coach said so here. */
  begins?: string;
  outcome?: 'completed' | 'stopped_early' | 'not_started' | 'found_work';
}

export interface SuggestedPerson extends Person {
  birthDate?: string;
  suggested?: readonly Suggested[];
}

let people = 0;

/** People of a team with their benefits, and what was suggested to them and came of it; straight into the tables, because it is the past. */
export async function suggestedPeople(dataSource: DataSource, persons: readonly SuggestedPerson[], teamName = aTeamName()) {
  const now = Temporal.Instant.from('2026-11-21T10:00:00Z');
  const clients = persons.map(({ spells, since = '2015-01-01' }) => ({
    clientNumber: `G${(people += 1)}`,
    firstName: 'Noor',
    lastName: 'Voorbeeld',
    spells: spells.map(([startsOn, endsOn, reason]) => ({
      scheme: 'PW' as const,
      startsOn: Temporal.PlainDate.from(startsOn),
      endsOn: endsOn ? Temporal.PlainDate.from(endsOn) : null,
      endReason: reason ?? null,
    })),
    teamName,
    coachName: null,
    assignedFrom: Temporal.PlainDate.from(since),
  }));
  const ids = await dataSource.transaction((tx) => new ClientsService().register(tx, clients, now));
  const idOf = (at: number) => String(ids.get(clients[at]!.clientNumber));
  const observed = persons.flatMap(({ observed: its = [] }, at) =>
    its.map(([trait, answer, observedAt, recordedAt = observedAt]) => ({
      client: idOf(at),
      trait,
      state: typeof answer === 'number' ? 'answered' : answer,
      value: typeof answer === 'number' ? answer : null,
      at: observedAt,
      recorded: recordedAt,
    })),
  );
  await dataSource.query(
    `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
     select client, trait, state, value, at, recorded, 'self_report', 'sms', 'self', 'nl'
       from jsonb_to_recordset($1::jsonb) as o (client uuid, trait text, state text, value int, at timestamptz, recorded timestamptz)`,
    [JSON.stringify(observed)],
  );
  await dataSource.query(
    `update client set birth_date = born from jsonb_to_recordset($1::jsonb) as given (id uuid, born date) where client.id = given.id`,
    [JSON.stringify(persons.flatMap(({ birthDate }, at) => (birthDate ? [{ id: idOf(at), born: birthDate }] : [])))],
  );
  await suggest(
    dataSource,
    persons.flatMap(({ suggested = [] }, at) => suggested.map((one) => ({ client: idOf(at), ...stored(one) }))),
  );
  const [team] = await dataSource.query<[{ id: string }]>(`select id from team where name = $1`, [teamName]);
  return {
    teamId: team.id,
    teamName,
    clientIds: clients.map((_, at) => idOf(at)),
    clientNumbers: clients.map((each) => each.clientNumber),
  };
}

function stored({ rules = ['feels-unhealthy'], intervention = 'WORK_CAPACITY_ASSESSMENT', read = [], version = 1, ...given }: Suggested) {
  const at = `${given.on}T12:00:00+01:00`;
  const observations = read.map(([trait, value]) => ({ id: '1', trait, value, observedAt: at }));
  return { ...given, at, intervention, evidence: { for: rules.map((rule) => ({ rule, version, observations })), against: [] } };
}

async function suggest(dataSource: DataSource, suggested: readonly object[]): Promise<void> {
  await dataSource.query(
    `with coach as (
       insert into staff (name, role) values ('Coach Voorbeeld', 'coach') returning id
     ), given as materialized (
       select uuidv7() as id, uuidv7() as run, g.*
         from jsonb_to_recordset($1::jsonb) as g (client uuid, at timestamptz, intervention text, evidence jsonb, decision text, reason text,
              undone boolean, withdrawn boolean, begins date, outcome text)
     ), made as (
       insert into suggestion (id, client_id, intervention, stance, rank, evidence, made_at, confirmed_at, withdrawn_at, withdrawn_reason, decided_at)
       select id, client, intervention, 'suggest', 1, evidence, at, at, case when withdrawn then at end, case when withdrawn then 'voorbij' end,
              case when decision is not null and undone is not true then at end
         from given
     ), begun as (
       insert into intervention (id, client_id, type, starts_on, ends_on, outcome, suggestion_id, planned_by, planned_at, ended_by, ended_at, state)
       select run, client, intervention, begins, case when outcome is not null then begins end, outcome, given.id, coach.id, at,
              case when outcome is not null then coach.id end, case when outcome is not null then at end,
              case when outcome is not null then 'ended' else 'started' end
         from given, coach
        where begins is not null
     )
     insert into coach_decision (suggestion_id, staff_id, decision, reason_code, reason, decided_at, undone_at, undone_by)
     select given.id, coach.id, decision, case when reason = 'words' then null else coalesce(reason, 'does_not_fit') end,
            case when reason = 'words' then 'in eigen woorden' end, at, case when undone then at end, case when undone then coach.id end
       from given, coach
      where decision is not null`,
    [JSON.stringify(suggested)],
  );
}
