import { ClientsService, type EndReason } from '#libs/people';
import { ObservationsService } from '#libs/profiles';
import type { DataSource } from 'typeorm';

/** `['2025-01-01']` runs; `['2025-01-01', '2025-06-01', 'WORK_EMPLOYED']` ended: 1 June was the first day without. */
export type Spell = readonly [startsOn: string, endsOn?: string, reason?: EndReason];
/** `['literacy.reading_nl', 3, '2025-03-01T10:00:00Z']`: a number is a value, a word is an answer without one. */
export type Observed = readonly [trait: string, answer: number | 'refused' | 'unknown', observedAt: string, recordedAt?: string];

export interface Person {
  spells: readonly Spell[];
  observed?: readonly Observed[];
  /** Since when this team looks after them. */
  since?: string;
}

let teams = 0;
let people = 0;

export function aTeamName(): string {
  teams += 1;
  return `Team ${teams}`;
}

/** People who came to this team (made when it is new), with their benefits and what was observed of them. */
export async function aTeamWith(
  dataSource: DataSource,
  persons: readonly Person[],
  teamName = aTeamName(),
): Promise<{ teamId: string; teamName: string }> {
  const now = Temporal.Instant.from('2026-11-21T10:00:00Z');
  const clients = persons.map(({ spells, since = '2015-01-01' }) => ({
    clientNumber: `P${(people += 1)}`,
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
  await dataSource.transaction(async (tx) => {
    const ids = await new ClientsService().register(tx, clients, now);
    const observations = persons.flatMap(({ observed = [] }, at) =>
      observed.map((each) => anObservation(String(ids.get(clients[at]!.clientNumber)), each)),
    );
    await new ObservationsService().record(tx, observations);
  });
  const [team] = await dataSource.query<[{ id: string }]>(`select id from team where name = $1`, [teamName]);
  return { teamId: team.id, teamName };
}

export function times(count: number, person: Person): Person[] {
  return Array.from({ length: count }, () => person);
}

function anObservation(clientId: string, [trait, answer, observedAt, recordedAt = observedAt]: Observed) {
  return {
    clientId,
    trait,
    ...(typeof answer === 'number' ? { state: 'answered' as const, value: answer } : { state: answer, value: null }),
    observedAt: Temporal.Instant.from(observedAt),
    recordedAt: Temporal.Instant.from(recordedAt),
    source: 'self_report' as const,
    channel: 'sms' as const,
    mode: 'self' as const,
    questionnaireVersionId: null,
    checkInId: null,
    language: 'nl',
  };
}
