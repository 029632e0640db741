import { readSendHours } from './send-hours.js';

describe('the hours in which messages may ring', () => {
  const read = (text: string) => {
    const hours = readSendHours(text);
    return hours && `${hours.days.join('')} ${hours.from.toString().slice(0, 5)}-${hours.until.toString().slice(0, 5)}`;
  };

  it.each([
    ['ma-vr 09:00-20:00', '12345 09:00-20:00'],
    ['MA-ZO 00:00-23:59', '1234567 00:00-23:59'],
    ['ma,wo,vr 10:00-17:30', '135 10:00-17:30'],
    ['ma-wo,vr 08:00-12:00', '1235 08:00-12:00'],
  ])('%s', (text, hours) => {
    expect(read(text)).toBe(hours);
  });

  it.each([
    ['', 'nothing'],
    ['ma-vr', 'no hours'],
    ['09:00-20:00', 'no days'],
    ['vr-ma 09:00-20:00', 'days the wrong way round'],
    ['xx 09:00-20:00', 'no such day'],
    ['ma-vr 09:00-09:00', 'hours set to nothing: that would be never, or always'],
    ['ma-vr 20:00-02:00', 'hours that cross midnight'],
    ['ma-vr 09:00-25:00', 'no such hour'],
  ])('not %s: %s', (text) => {
    expect(read(text)).toBeNull();
  });
});
