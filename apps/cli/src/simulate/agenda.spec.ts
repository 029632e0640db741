import { Agenda } from './agenda.js';

const at = (text: string) => Temporal.Instant.from(text);

describe('the agenda of the simulation', () => {
  it('gives everything once, in order of time, and in order of writing at the same moment', () => {
    const agenda = new Agenda<string>();
    agenda.write(at('2026-02-02T00:00:00Z'), 'later');
    agenda.write(at('2026-01-01T10:00:00Z'), 'first');
    agenda.write(at('2026-01-01T10:00:00Z'), 'second');
    agenda.write(at('2026-01-01T09:00:00Z'), 'earliest');
    expect(agenda.take(at('2026-01-31T00:00:00Z')).map(({ happening }) => happening)).toEqual(['earliest', 'first', 'second']);
    expect(agenda.take(at('2026-01-31T00:00:00Z'))).toEqual([]);
    expect(agenda.take(at('2026-02-02T00:00:00Z')).map(({ happening }) => happening)).toEqual(['later']);
  });
});
