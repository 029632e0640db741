import fc from 'fast-check';
import type { Reading } from './sms-reply.js';
import { isTooSoon, MOST_QUESTIONS, OUTCOMES, SECONDS_TO_READ, turnAfter, type Left, type Standing } from './turn.js';

const ASKED_AT = Temporal.Instant.from('2026-11-02T12:00:00Z');

const said = (...items: string[]): Reading => ({
  kind: 'answers',
  answers: items.map((item) => ({ item, state: 'answered', value: 1 })),
  remark: null,
});
const corrected = (item: string): Reading => ({ kind: 'correction', answer: { item, state: 'answered', value: 2 }, remark: null });
const UNCLEAR: Reading = { kind: 'unclear', hasWords: false };
const open = (change: Partial<Standing> = {}): Standing => ({
  phase: 'open',
  outcome: null,
  item: 'a',
  asked: ['a'],
  misses: 0,
  wasToldLate: false,
  ...change,
});
const left = (all: string, askable = all): Left => ({ all: [...all], askable: [...askable] });

describe('a turn of a conversation', () => {
  it('asks the next question after an answer', () => {
    expect(turnAfter(open(), said('a'), left('bcd'))).toMatchObject({
      item: 'b',
      asked: ['a'],
      send: 'check_in_question_next',
      outcome: null,
    });
  });

  it('asks three at most, and says where the rest is', () => {
    expect(turnAfter(open({ item: 'c', asked: ['a', 'b', 'c'] }), said('c'), left('de'))).toMatchObject({
      item: null,
      outcome: 'to_link',
      send: 'check_in_more',
    });
  });

  it('never asks what is too personal for a text message', () => {
    expect(turnAfter(open(), said('a'), left('xyb', 'b'))).toMatchObject({ item: 'b' });
    expect(turnAfter(open(), said('a'), left('xy', ''))).toMatchObject({ item: null, outcome: 'to_link', send: 'check_in_more' });
  });

  it('thanks when nothing is left', () => {
    expect(turnAfter(open(), said('a'), left(''))).toMatchObject({ item: null, outcome: 'answered', send: 'check_in_done' });
  });

  it('counts answers that came before their question', () => {
    expect(turnAfter(open(), said('a', 'b', 'c'), left('d'))).toMatchObject({ send: 'check_in_more' });
    expect(turnAfter(open(), said('a', 'b'), left('cd'))).toMatchObject({ item: 'c', send: 'check_in_question_next' });
  });

  it('says nothing after a correction, for the question was read already', () => {
    expect(turnAfter(open({ item: 'b', asked: ['a', 'b'] }), corrected('a'), left('bc'))).toMatchObject({
      item: 'b',
      send: null,
      outcome: null,
    });
  });

  it('asks after a correction what had not left yet', () => {
    expect(turnAfter(open({ item: 'b', asked: ['a'] }), corrected('a'), left('bc'))).toMatchObject({
      item: 'b',
      send: 'check_in_question_next',
    });
  });

  it('asks once more, and then gives the link and tells the coach', () => {
    const once = turnAfter(open(), UNCLEAR, left('abc'));
    expect(once).toMatchObject({ item: 'a', misses: 1, send: 'reply_not_understood', inbox: null });
    expect(turnAfter(open({ misses: 1 }), UNCLEAR, left('abc'))).toMatchObject({
      item: null,
      outcome: 'to_link',
      send: 'reply_use_link',
      inbox: 'not_understood',
    });
  });

  it('begins to count anew after an answer', () => {
    expect(turnAfter(open({ misses: 1 }), said('a'), left('bc')).misses).toBe(0);
  });

  it('gives the coach what somebody says, and asks on only what it asked', () => {
    expect(turnAfter(open(), { kind: 'message' }, left('abc'))).toMatchObject({
      item: 'a',
      misses: 0,
      send: null,
      inbox: 'message',
      isConfirmed: true,
    });
  });

  it('takes an answer that is late, and says once where the rest is', () => {
    const late = open({ phase: 'over', outcome: 'expired', item: null });
    expect(turnAfter(late, said('a'), left('b'))).toMatchObject({ outcome: 'to_link', send: 'check_in_more' });
    expect(turnAfter({ ...late, outcome: 'to_link' }, said('a'), left('b'))).toMatchObject({ outcome: null, send: null });
  });

  it('says nothing by itself after STOP or danger', () => {
    for (const outcome of ['stopped', 'handed_over'] as const)
      for (const phase of ['over', 'closed'] as const)
        expect(turnAfter(open({ phase, outcome, item: null }), said('a'), left(''))).toMatchObject({ send: null });
  });

  it('says once that it is too late, and gives the coach the answer', () => {
    const closed = open({ phase: 'closed', outcome: 'expired', item: null });
    expect(turnAfter(closed, said('a'), left('b'))).toMatchObject({ send: 'late_reply', inbox: 'late_answer' });
    expect(turnAfter({ ...closed, wasToldLate: true }, said('a'), left('b'))).toMatchObject({ send: null, inbox: 'late_answer' });
  });

  it('keeps its promises in every state, whatever is said', () => {
    const items = ['a', 'b', 'c', 'd', 'e'];
    const readings = fc.oneof(
      fc.subarray(items, { minLength: 1, maxLength: 3 }).map((answered) => said(...answered)),
      fc.constantFrom(...items).map(corrected),
      fc.constantFrom<Reading>({ kind: 'later' }, { kind: 'nothing' }, UNCLEAR, { kind: 'unclear', hasWords: true }, { kind: 'message' }),
    );
    const standings = fc.record({
      phase: fc.constantFrom('open' as const, 'over' as const, 'closed' as const),
      outcome: fc.constantFrom(null, ...OUTCOMES),
      item: fc.constantFrom(null, ...items),
      asked: fc.subarray(items, { maxLength: 3 }),
      misses: fc.nat(3),
      wasToldLate: fc.boolean(),
    });
    fc.assert(
      fc.property(standings, readings, fc.subarray(items), fc.subarray(items), (standing, reading, all, allowed) => {
        const askable = all.filter((item) => allowed.includes(item));
        const turn = turnAfter(standing, reading, { all, askable });
        if (turn.send === 'check_in_question_next') {
          expect(askable).toContain(turn.item);
          expect(turn.asked).not.toContain(turn.item);
          expect(turn.asked.length).toBeLessThan(MOST_QUESTIONS);
          expect(standing.phase).toBe('open');
        }
        if (turn.outcome !== null) expect(turn.item).toBeNull();
        if (standing.phase !== 'open') expect(turn.item).toBeNull();
        if (turn.inbox === null) expect(turn.isConfirmed).toBe(false);
      }),
    );
  });
});

describe('a bare answer', () => {
  const at = (seconds: number) => ASKED_AT.add({ seconds });
  it.each([
    ['to a question that has not left is about the one before', { item: 'b', asked: ['a'] }, 60, true],
    ['right after a question left was written before it', { item: 'b', asked: ['a', 'b'] }, SECONDS_TO_READ - 1, true],
    ['after that is about the question', { item: 'b', asked: ['a', 'b'] }, SECONDS_TO_READ, false],
    ['to the first question can be about nothing else', { item: 'a', asked: [] }, 0, false],
  ])('%s', (_, standing, seconds, expected) => {
    expect(isTooSoon(standing, ASKED_AT, at(seconds))).toBe(expected);
  });
});
