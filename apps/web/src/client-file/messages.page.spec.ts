import type { ExchangedMessage } from '#libs/insight';
import { FAILURE_REASONS, HOLD_REASONS } from '#libs/messaging';
import { LANGUAGES } from '#libs/platform';
import { messagesPage } from './messages.page.js';
import { doubtsAbout } from './reply.page.js';

const aMessage = (change: Partial<ExchangedMessage> = {}): ExchangedMessage => ({
  id: '1',
  direction: 'out',
  channel: 'sms',
  address: '+31612345678',
  at: '2026-11-02T08:30:00.000Z',
  subject: null,
  body: 'Werkplein: wilt u een paar vragen beantwoorden?',
  keyword: null,
  kind: null,
  inboxId: null,
  readAt: null,
  readBy: null,
  fromOtherAddress: false,
  alertId: null,
  alertTakenBy: null,
  purpose: 'check_in_invitation',
  writtenBy: null,
  status: 'delivered',
  failureReason: null,
  holdReason: null,
  notBefore: '2026-11-02T08:30:00.000Z',
  ...change,
});
const said = (change: Partial<ExchangedMessage> = {}) =>
  aMessage({ direction: 'in', purpose: null, status: null, notBefore: null, kind: 'message', inboxId: 'a', ...change });
const WAY = { channel: 'sms', address: '+31612345678', language: 'nl' } as const;
const RULES = { maxLength: 480, write: (body: string) => `Werkplein: ${body}` };
const pageOf = (exchange: ExchangedMessage[], language: 'nl' | 'en' = 'nl') => messagesPage(exchange, WAY, RULES, {}, language);
const turnsOf = (exchange: ExchangedMessage[], language: 'nl' | 'en' = 'nl') =>
  pageOf(exchange, language).days.flatMap(({ messages }) => messages);
const [STATUSES, KEYWORDS] = [
  ['queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'unknown', 'canceled'],
  ['stop', 'stop_all', 'start', 'help'],
];

describe('the messages of a client', () => {
  it.each(LANGUAGES)('have words for every status, every reason, every kind and every keyword (%s)', (language) => {
    const told = (all: ExchangedMessage[]) => all.flatMap((message) => turnsOf([message], language));
    const statuses = told(STATUSES.map((status) => aMessage({ status }))).map(({ status }) => status?.words);
    expect(new Set(statuses).size).toBe(STATUSES.length);
    const reasons = told(FAILURE_REASONS.map((failureReason) => aMessage({ status: 'failed', failureReason })));
    expect(new Set(reasons.map(({ status }) => status?.why)).size).toBe(FAILURE_REASONS.length);
    const held = told(HOLD_REASONS.map((holdReason) => aMessage({ status: 'queued', holdReason })));
    expect(new Set(held.map(({ status }) => status?.words)).size).toBe(HOLD_REASONS.length);
    const heard = told([
      ...KEYWORDS.map((keyword) => said({ keyword, kind: null, inboxId: null })),
      ...(['message', 'remark', 'late_answer', 'not_understood', null] as const).map((kind) => said({ kind })),
    ]).map(({ notes }) => notes.join());
    expect(new Set(heard).size).toBe(KEYWORDS.length + 5);
  });

  it('do not call delivered what nobody knows, nor lost what was only sent', () => {
    const told = (status: string) => turnsOf([aMessage({ status })])[0]?.status;
    expect(told('unknown')).toMatchObject({ words: 'Onbekend of het is aangekomen', icon: 'unknown', isLost: false });
    expect(told('sent')).toMatchObject({ words: 'Verstuurd, nog geen ontvangstbericht', isLost: false });
    expect(told('undelivered')).toMatchObject({ isLost: true, icon: 'not' });
  });

  it('say when it goes out as long as it has not, and why it waits', () => {
    expect(turnsOf([aMessage({ status: 'queued' })])[0]?.status?.words).toBe('Gaat weg op 2 november 2026, 09:30');
    const held = aMessage({ status: 'queued', holdReason: 'quiet_hours', notBefore: '2026-11-03T08:00:00.000Z' });
    expect(turnsOf([held])[0]?.status).toMatchObject({ words: 'Wacht tot 3 november 2026, 09:00: buiten de uren.', isHeld: true });
  });

  it('fold what goes out by itself, not what a coach or a client wrote', () => {
    const turns = turnsOf([aMessage(), aMessage({ purpose: 'coach_reply', writtenBy: 'Sanne de Boer' }), said()]);
    expect(turns.map(({ side, isFolded }) => [side, isFolded])).toEqual([
      ['system', true],
      ['coach', false],
      ['in', false],
    ]);
  });

  it('call a reply that was never sent lost, for the coach thinks that it was', () => {
    const taken = aMessage({ purpose: 'coach_reply', writtenBy: 'Sanne', status: 'canceled', failureReason: 'opted_out' });
    expect(turnsOf([taken])[0]?.status).toMatchObject({ isLost: true, why: 'De klant heeft zich afgemeld.' });
    expect(turnsOf([aMessage({ status: 'canceled' })])[0]?.status?.isLost).toBe(false);
  });

  it('begin at what nobody has read, however much came after it', () => {
    const long = Array.from({ length: 40 }, (_, index) =>
      said({ inboxId: String(index), readAt: index < 20 ? '2026-11-02T09:00:00Z' : null }),
    );
    const page = pageOf(long);
    expect(page.earlier?.label).toBe('Eerder: 20 berichten');
    expect(page.unread).toMatchObject({ words: '20 berichten zijn nog niet gelezen.' });
    expect(page.unread?.ids.split(',')).toHaveLength(20);
    const read = long.map((message) => ({ ...message, readAt: '2026-11-02T09:00:00Z' }));
    expect(pageOf(read)).toMatchObject({ unread: null, earlier: { label: 'Eerder: 28 berichten' } });
  });

  it('say what to do instead when there is no way to answer', () => {
    const { reply } = messagesPage([], { unreachable: 'opted_out' }, RULES, {}, 'nl');
    expect(reply.way).toBeNull();
    expect(reply.refused?.instead).toMatch(/^Bel de klant/);
  });
});

describe('what a coach had better not write', () => {
  const name = { firstName: 'Zoë', infix: 'de', lastName: 'Boer-Jansen' };
  it.each<[string, string[] | null, string[]]>([
    ['Fijn dat u schrijft. Ik bel u morgen.', null, []],
    ['Dag Zoe, ik bel u morgen.', ['Zoë'], []],
    ['Mevrouw de Boer-Jansen, dank u', ['Boer-Jansen'], []],
    ['Ik sprak met boer Jan', null, []],
    ['Hoe was het bij de huisarts?', [], ['huisarts']],
    ['Kom langs over uw SCHULDEN', [], ['schulden']],
    ['Het is onschuldig', null, []],
    ['', null, []],
  ])('"%s" names %j and tells %j', (body, names, words) => {
    expect(doubtsAbout(body, name)).toEqual(names === null ? null : { names, words });
  });
});
