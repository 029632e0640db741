import { readDate } from './deciding.forms.js';

describe('a date in a form', () => {
  it.each(['2026-05-03', '3-5-2026', '03-05-2026', ' 3/5/2026 '])('may be written as %j', (text) => {
    expect(readDate(text)?.toString()).toBe('2026-05-03');
  });

  it.each(['', 'morgen', '31-2-2026', '2026-02-30', '3-5-26', '2026-05-03T10:00', '2026-05-03[u-ca=hebrew]'])('is none in %j', (text) => {
    expect(readDate(text)).toBeNull();
  });
});
