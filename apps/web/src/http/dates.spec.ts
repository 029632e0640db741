import { formatAgo, formatDate, formatMoment, formatTime } from './dates.js';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('dates on a screen', () => {
  it('are written as people write them, in the language of the reader', () => {
    expect(formatDate('nl', day('2026-05-03'))).toBe('3 mei 2026');
    expect(formatDate('en', day('2026-05-03'))).toBe('3 May 2026');
  });

  it('are those of the office, also when it is still yesterday in Greenwich', () => {
    expect(formatDate('nl', Temporal.Instant.from('2026-05-02T22:30:00Z'))).toBe('3 mei 2026');
    expect(formatMoment('nl', Temporal.Instant.from('2026-05-02T22:30:00Z'))).toBe('3 mei 2026, 00:30');
  });

  it('tell the time at the office, or where somebody else is', () => {
    const moment = Temporal.Instant.from('2026-11-02T12:05:00Z');
    expect([formatTime('nl', moment), formatTime('nl', moment, 'America/Paramaribo'), formatTime('en', moment, 'Asia/Tokyo')]).toEqual([
      '13:05',
      '09:05',
      '21:05',
    ]);
  });

  it.each([
    ['2026-05-03', 'vandaag'],
    ['2026-05-02', 'gisteren'],
    ['2026-04-20', '13 dagen geleden'],
    ['2026-04-19', '2 weken geleden'],
    ['2026-03-05', '8 weken geleden'],
    ['2026-03-01', '2 maanden geleden'],
    ['2024-06-03', '23 maanden geleden'],
    ['2024-05-03', '2 jaar geleden'],
    ['2026-05-05', 'overmorgen'],
  ])('%s is, on 3 May 2026, %s', (date, words) => {
    expect(formatAgo('nl', day(date), day('2026-05-03'))).toBe(words);
  });
});
