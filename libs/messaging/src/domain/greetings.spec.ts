import { withoutGreetings } from './greetings.js';

describe('what an e-mail says without its greetings', () => {
  it.each([
    ['STOP', 'STOP'],
    ['Beste coach,\n\nSTOP\n\nMet vriendelijke groet,\nSam Voorbeeld', 'STOP'],
    ['stop\n\nGroetjes Sam', 'stop'],
    ['Hallo,\nafmelden\nmvg', 'afmelden'],
    ['STOP\n\nGroet,\n\nSam van der Berg\n06 12345678', 'STOP'],
    ['Ik stop ermee.\nGroeten', 'Ik stop ermee.'],
    ['Dank u wel', 'Dank u wel'],
    ['Hallo', 'Hallo'],
    ['', ''],
  ])('%j: %j', (text, said) => {
    expect(withoutGreetings(text)).toBe(said);
  });

  it('is all of it when more than a name stands under the greeting', () => {
    for (const more of ['ik wil niet meer leven', 'Kunt u mij bellen over de cursus van maandag?', 'A\nB\nC\nD\nE'])
      expect(withoutGreetings(`STOP\nGroeten\n${more}`)).toContain(more);
  });
});
