import { ClientsService, SessionsService, StaffService, type NewClient, type StaffRole } from '#libs/people';
import { ObservationsService } from '#libs/profiles';
import { RulesService, SuggestionsService } from '#libs/rules';
import type { ServedWeb } from '../web.js';

export interface Colleague {
  staffId: string;
  name: string;
  email: string;
  teamName: string;
  /** For the session cookie. */
  session: string;
}

let colleagues = 0;
let clients = 0;

/** Somebody who works here and has signed in. */
export async function aColleague({ app, clock }: ServedWeb, role: StaffRole = 'coach', name?: string, team?: string): Promise<Colleague> {
  colleagues += 1;
  const now = clock.now();
  const colleague = {
    name: name ?? `Collega ${colleagues}`,
    email: `collega${colleagues}@werkplein.example`,
    teamName: team ?? `Team ${colleagues}`,
  };
  const { staffId } = await app
    .get(StaffService, { strict: false })
    .add({ ...colleague, role, teamName: role === 'admin' || role === 'management' ? undefined : colleague.teamName }, now);
  return { ...colleague, staffId, session: await app.get(SessionsService, { strict: false }).begin(staffId, now) };
}

/** A client on this coach's caseload, on a benefit, with a mobile number, of whom nothing is known yet. @returns the id */
export async function aClientOf({ app, dataSource, clock }: ServedWeb, coach: Colleague, change: Partial<NewClient> = {}): Promise<string> {
  clients += 1;
  const clientNumber = `K${clients}`;
  const client: NewClient = {
    clientNumber,
    firstName: 'Noor',
    lastName: 'Voorbeeld',
    contactPoints: [{ kind: 'mobile', address: `+316${String(20_000_000 + clients)}` }],
    spells: [{ scheme: 'PW', startsOn: Temporal.PlainDate.from('2024-03-01') }],
    teamName: coach.teamName,
    coachName: coach.name,
    assignedFrom: Temporal.PlainDate.from('2025-01-01'),
    ...change,
  };
  const registered = await dataSource.transaction((tx) => app.get(ClientsService, { strict: false }).register(tx, [client], clock.now()));
  return registered.get(clientNumber) as string;
}

/** What a client said, as a check-in records it: answers and the suggestions that follow from them, in one transaction. */
export async function says(
  { app, dataSource, clock }: ServedWeb,
  clientId: string,
  answers: Record<string, number | 'refused' | 'unknown'>,
  daysAgo = 0,
): Promise<void> {
  const at = clock.now().subtract({ hours: daysAgo * 24 });
  await app.get(RulesService, { strict: false }).ensureStandard(clock.now());
  await dataSource.transaction(async (tx) => {
    const observed = Object.entries(answers).map(([trait, answer]) => ({
      clientId,
      trait,
      ...(typeof answer === 'number' ? ({ state: 'answered', value: answer } as const) : ({ state: answer, value: null } as const)),
      observedAt: at,
      recordedAt: at,
      source: 'self_report' as const,
      channel: 'sms' as const,
      mode: 'self' as const,
      questionnaireVersionId: null,
      checkInId: null,
      language: 'nl',
    }));
    await app.get(ObservationsService, { strict: false }).record(tx, observed);
    await app.get(SuggestionsService, { strict: false }).review(tx, { clientId, checkInId: null }, at);
  });
}
