import { CrisisService, DeputiesService, RepliesService } from '#libs/inbox';
import { PreferencesService, SessionsService } from '#libs/people';
import { TIME_ZONE } from '#libs/platform';
import { aClientOf, aColleague, type Colleague } from './factories/caseload.js';
import { anInvitedClient } from './factories/invited-client.js';
import type { ServedWeb } from './web.js';
import { writes } from './writing-client.js';

export interface FilledInbox {
  coach: Colleague;
  deputy: Colleague;
  /** Wrote a lot, was answered, and may be in danger. */
  client: string;
  /** Has a check-in that is open. */
  asked: string;
  alertId: string;
}

/** A coach's day with everything that can stand on the screens of what clients write: long names, another script, a shared number, danger. */
export async function aFilledInbox(web: ServedWeb): Promise<FilledInbox> {
  const [coach, deputy] = [await aColleague(web, 'coach', 'Sanne de Boer'), await aColleague(web, 'coach', 'Karim Achterberg')];
  const of = <T>(service: new (...args: never[]) => T): T => web.app.get(service, { strict: false });
  await web.dataSource.transaction((tx) =>
    of(DeputiesService).appoint(tx, { staffId: coach.staffId, deputyId: deputy.staffId }, web.clock.now()),
  );
  const client = await aClientOf(web, coach, {
    firstName: 'Wilhelmina Anna',
    lastName: 'Heuvel-Rijkers-Groothuizen-Brinkhof-van Schoonhovenberg',
    language: 'ar',
  });
  const others = [
    await aClientOf(web, coach, { firstName: 'Piet', lastName: 'Jansen' }),
    await aClientOf(web, coach, { firstName: 'Fatima', infix: 'el', lastName: 'Amrani' }),
  ];
  // From Monday to Thursday: nothing is asked in a weekend.
  web.clock.turnTo(nextMonday(web.clock.now()));
  for (const [number, words] of SAID.entries()) {
    await writes(web, client, words, { kind: number % 3 === 1 ? 'remark' : 'message' });
    web.clock.advance({ minutes: 20 });
    await web.dataSource.transaction((tx) =>
      of(RepliesService).write(tx, { clientId: client, staffId: coach.staffId, body: 'Fijn. Tot dan!' }, web.clock.now()),
    );
    web.clock.advance({ hours: number % 2 ? 23 : 1, minutes: number % 2 ? 20 : 0 });
  }
  await writes(web, others[0] as string, 'Ik heb een vraag over de cursus. Wanneer begint die, en moet ik zelf iets meenemen?');
  web.clock.advance({ minutes: 12 });
  await writes(web, others[1] as string, 'شكرا جزيلا، متى الموعد؟', { kind: 'late_answer' });
  web.clock.advance({ minutes: 3 });
  await writes(web, null, 'Hallo, met mij. Kunt u mij bellen?', { candidates: others });
  web.clock.advance({ minutes: 5 });
  await writes(web, client, 'Ik kan er niet goed tegen. Ik wil niet meer leven.');
  await web.dataSource.transaction((tx) =>
    of(PreferencesService).change(
      tx,
      client,
      { channels: ['email', 'sms'] },
      { staffId: coach.staffId, note: 'Vroeg daar aan de telefoon om' },
      web.clock.now(),
    ),
  );
  const [alert] = await of(CrisisService).standingFor(web.dataSource.manager, coach.staffId);
  web.clock.advance({ minutes: 4 });
  const asked = await askedClientOf(web, coach);
  // Nobody stays signed in for days.
  for (const colleague of [coach, deputy]) colleague.session = await of(SessionsService).begin(colleague.staffId, web.clock.now());
  return { coach, deputy, client, asked, alertId: alert?.id ?? '' };
}

const SAID = [
  'Wanneer is mijn afspraak?',
  'Het gaat wel, maar ik slaap slecht.',
  'Ik kom dinsdag naar het gesprek.',
  'Dank u wel',
  'Mag ik mijn zus meenemen? Zij kan beter Nederlands en leest de brieven voor.',
  'Dat is goed',
];

function nextMonday(now: Temporal.Instant): Temporal.Instant {
  const today = now.toZonedDateTimeISO(TIME_ZONE);
  return today
    .add({ days: 8 - today.dayOfWeek })
    .with({ hour: 10, minute: 0, second: 0 })
    .toInstant();
}

/** On this coach's caseload, with a check-in that is open. */
export async function askedClientOf(web: ServedWeb, coach: Colleague, items: string[] | null = null): Promise<string> {
  const { clientId } = await anInvitedClient(web, { items });
  await web.dataSource.query(
    `insert into caseload_assignment (client_id, staff_id, team_id, during, created_at)
     select $1, id, team_id, daterange('2026-01-01', null), $3 from staff where id = $2`,
    [clientId, coach.staffId, web.clock.now()],
  );
  return clientId;
}
