import { isListed, type ListQuery } from './message-list.js';

const TO = '+31612345678';
const FROM = '+3197010240000';
const NOON = Temporal.Instant.from('2026-11-02T12:00:00Z');
const message = { to: TO, from: FROM, sentAt: NOON };

describe('the list of messages', () => {
  it.each<[ListQuery, boolean]>([
    [{}, true],
    [{ to: TO, from: FROM }, true],
    [{ to: FROM }, false],
    [{ from: TO }, false],
    [{ dateSentAfter: '2026-11-02T12:00:00Z' }, true],
    [{ dateSentAfter: '2026-11-02T12:00:01Z' }, false],
    [{ dateSentBefore: '2026-11-02T12:00:00Z' }, true],
    [{ dateSentBefore: '2026-11-02T11:59:59Z' }, false],
    [{ dateSent: '2026-11-02' }, true],
    [{ dateSent: '2026-11-01' }, false],
    [{ dateSentAfter: '2026-11-02', dateSentBefore: '2026-11-02' }, true],
  ])('asked for %j: %s', (query, isThere) => {
    expect(isListed(message, query)).toBe(isThere);
  });

  it('has a message that still waits only when no date is asked for', () => {
    const waiting = { ...message, sentAt: null };
    expect(isListed(waiting, { to: TO })).toBe(true);
    expect(isListed(waiting, { to: TO, dateSentAfter: '2026-11-01' })).toBe(false);
  });
});
