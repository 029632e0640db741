import { ClientsService } from '#libs/people';
import { DispatchService } from '#libs/messaging';
import { SharingService, type ShareWay } from '#libs/sharing';
import { composers } from '../../apps/worker/src/clock.js';
import { aClientOf, aColleague, says, type Colleague } from './factories/caseload.js';
import { aSimulator } from './messaging.js';
import { aVisitor } from './visitor.js';
import { serveWeb, type ServedWeb } from './web.js';

let readers = 0;

/** Somebody of whom something is known, with what the rules suggest. */
export interface Reader {
  id: string;
  mobile: string;
  coach: Colleague;
  /** What is suggested, best first. */
  suggestions: { id: string; intervention: string }[];
}

/** Everything between a coach who shares and a client who reads, with the real adapters on a simulator. */
export async function aSharingOffice() {
  const { simulator, settings } = await aSimulator(() => web.url);
  const web: ServedWeb = await serveWeb({ settings });
  const { app, dataSource, clock } = web;
  const sharing = app.get(SharingService, { strict: false });

  async function aReader({
    birthDate = '1980-05-03',
    language = 'nl',
    mobile,
    answers = { 'health.self_rated': 2, 'finance.debt': 1 },
    coach,
  }: {
    birthDate?: string | null;
    language?: string;
    mobile?: string;
    answers?: Record<string, number>;
    coach?: Colleague;
  } = {}): Promise<Reader> {
    readers += 1;
    const address = mobile ?? `+316${String(50_000_000 + readers)}`;
    const theirs = coach ?? (await aColleague(web, 'coach', `Coach ${readers}`));
    const id = await aClientOf(web, theirs, {
      contactPoints: [{ kind: 'mobile', address }],
      birthDate: birthDate === null ? null : Temporal.PlainDate.from(birthDate),
      language,
    });
    await says(web, id, answers);
    return { id, mobile: address, coach: theirs, suggestions: await openFor(id) };
  }

  function openFor(clientId: string): Promise<Reader['suggestions']> {
    return dataSource.query(
      `select id, intervention from suggestion
        where client_id = $1 and stance = 'suggest' and withdrawn_at is null and decided_at is null order by rank, id`,
      [clientId],
    );
  }

  async function shares(reader: Reader, { how = 'link', which = 1 }: { how?: ShareWay; which?: number } = {}): Promise<void> {
    const suggestionIds = reader.suggestions.slice(0, which).map(({ id }) => id);
    await dataSource.transaction((tx) =>
      sharing.share(tx, { clientId: reader.id, suggestionIds, how, staffId: reader.coach.staffId }, clock.now()),
    );
  }

  /** Everything that may leave now leaves. */
  const sendDue = () => app.get(DispatchService, { strict: false }).sendDue(composers(app), clock);

  /** The text messages that somebody got, newest last. */
  const textsOf = ({ mobile }: Reader) =>
    simulator
      .messages(mobile)
      .map(({ text }) => text)
      .filter((text) => text.includes('/v/'));

  /** The path of the link in the newest message. */
  function linkOf(reader: Reader): string {
    const path = textsOf(reader)
      .map((text) => /\/v\/[0-9a-z]{16}/.exec(text)?.[0])
      .findLast((found) => found !== undefined);
    if (!path) throw new Error('there is no message with a link');
    return path;
  }

  /** Shares by link, and sends it. @returns the path of the link */
  async function invites(reader: Reader, which = 1): Promise<string> {
    await shares(reader, { which });
    await sendDue();
    return linkOf(reader);
  }

  /** A telephone on which the link is opened with a year of birth. */
  async function opens(link: string, year = '1980') {
    const visitor = aVisitor(web);
    const seen = await visitor.post(link, { jaar: year, versturen: 'ja' });
    const pass = /name="pas" value="([^"]+)"/.exec(seen.html)?.[1] ?? '';
    return {
      visitor,
      seen,
      pass,
      answers: (voorstel: string, antwoord: string, woorden = '') =>
        visitor.post(`${link}/antwoord`, { pas: pass, voorstel, antwoord, woorden }),
      objects: (voorstel: string, woorden: string) => visitor.post(`${link}/bezwaar`, { pas: pass, voorstel, woorden, versturen: 'ja' }),
    };
  }

  const responsesOf = ({ id }: Reader) =>
    dataSource.query<{ response: string; words: string | null; staff: string | null }[]>(
      `select response, words, staff_id as staff from client_response where client_id = $1 order by at, id`,
      [id],
    );

  const linksOf = ({ id }: Reader) =>
    dataSource.query<{ wrong: number; closed: boolean }[]>(
      `select wrong_attempts as wrong, closed_at is not null as closed from share_link where client_id = $1 order by created_at, id`,
      [id],
    );

  return {
    web,
    simulator,
    sharing,
    clients: app.get(ClientsService, { strict: false }),
    aReader,
    openFor,
    shares,
    sendDue,
    textsOf,
    linkOf,
    invites,
    opens,
    responsesOf,
    linksOf,
    close: async () => {
      await web.close();
      await simulator.close();
    },
  };
}

export type SharingOffice = Awaited<ReturnType<typeof aSharingOffice>>;
