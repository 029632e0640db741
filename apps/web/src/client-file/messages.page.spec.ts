import type { FileMessage } from '#libs/insight';
import { FAILURE_REASONS } from '#libs/messaging';
import { LANGUAGES } from '#libs/platform';
import { messagesPage } from './messages.page.js';

const aMessage = (change: Partial<FileMessage> = {}): FileMessage => ({
  id: '1',
  direction: 'out',
  channel: 'sms',
  address: '+31612345678',
  purpose: 'check_in_invitation',
  keyword: null,
  body: 'Werkplein: wilt u een paar vragen beantwoorden?',
  status: 'delivered',
  failureReason: null,
  at: '2026-11-02T08:30:00.000Z',
  statusAt: '2026-11-02T08:30:04.000Z',
  ...change,
});
const [STATUSES, KEYWORDS] = [
  ['queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'unknown', 'canceled'],
  ['stop', 'stop_all', 'start', 'help'],
];

describe('the messages of a client', () => {
  it.each(LANGUAGES)('have words for every status, every reason and every keyword (%s)', (language) => {
    const all = [
      ...STATUSES.map((status) => aMessage({ status })),
      ...FAILURE_REASONS.map((failureReason) => aMessage({ status: 'failed', failureReason })),
      ...KEYWORDS.map((keyword) => aMessage({ direction: 'in', keyword, status: null })),
      aMessage({ channel: 'email' }),
    ];
    const { messages } = messagesPage(all, language);
    expect(new Set(messages.slice(0, STATUSES.length).map(({ status }) => status)).size).toBe(STATUSES.length);
    expect(new Set(messages.map(({ why }) => why)).size).toBe(FAILURE_REASONS.length + 1);
  });

  it('do not call delivered what nobody knows, nor lost what was only sent', () => {
    const told = (status: string) => messagesPage([aMessage({ status })], 'nl').messages[0];
    expect(told('unknown')).toMatchObject({ status: 'Onbekend of het is aangekomen', icon: 'unknown', isLost: false });
    expect(told('sent')).toMatchObject({ status: 'Verstuurd, nog geen ontvangstbericht', isLost: false });
    expect(told('undelivered')).toMatchObject({ isLost: true, icon: 'not' });
  });

  it('say when it goes out as long as it has not', () => {
    expect(messagesPage([aMessage({ status: 'queued' })], 'nl').messages[0]?.when).toBe('Gaat weg op 2 november 2026, 09:30');
    expect(messagesPage([aMessage()], 'nl').messages[0]?.when).toBe('2 november 2026, 09:30');
  });
});
