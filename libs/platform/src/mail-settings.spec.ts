import { problemsOf, PRODUCTION } from '../../../test/support/settings.js';
import { readConfiguration } from './settings.js';

const BOUNCE = { MAIL_BOUNCE: 'Bounce@in.gemeente.nl', MAIL_IN_PORT: '2525' };

describe('the addresses for mail that comes in', () => {
  it('are there in the demo by themselves, on a port beside those of the simulator', () => {
    expect(readConfiguration({ SIMULATOR_PORT: '4100' }).mailIn).toEqual({
      address: 'bounce@werkplein.example',
      replyAddress: 'antwoord@werkplein.example',
      port: 4102,
    });
  });

  it('are given in production together with their port, or not at all', () => {
    expect(readConfiguration(PRODUCTION).mailIn).toBeNull();
    const bounce = { address: 'bounce@in.gemeente.nl', port: 2525 };
    expect(readConfiguration({ ...PRODUCTION, ...BOUNCE }).mailIn).toEqual({ ...bounce, replyAddress: null });
    expect(readConfiguration({ ...PRODUCTION, ...BOUNCE, MAIL_REPLY: 'Antwoord@in.gemeente.nl' }).mailIn).toEqual({
      ...bounce,
      replyAddress: 'antwoord@in.gemeente.nl',
    });
    expect(problemsOf({ ...PRODUCTION, MAIL_BOUNCE: 'bounce@in.gemeente.nl' })).toEqual(['MAIL_IN_PORT']);
    expect(problemsOf({ ...PRODUCTION, MAIL_IN_PORT: '2525' })).toEqual(['MAIL_BOUNCE']);
    expect(problemsOf({ ...PRODUCTION, MAIL_REPLY: 'antwoord@in.gemeente.nl' })).toEqual(['MAIL_BOUNCE', 'MAIL_IN_PORT']);
  });

  it.each(['geen adres', 'bounce+1@in.gemeente.nl', 'Werkplein <bounce@in.gemeente.nl>'])('are bare addresses, not "%s"', (address) => {
    expect(problemsOf({ ...PRODUCTION, ...BOUNCE, MAIL_BOUNCE: address })).toEqual(['MAIL_BOUNCE']);
    expect(problemsOf({ ...PRODUCTION, ...BOUNCE, MAIL_REPLY: address })).toEqual(['MAIL_REPLY']);
  });

  it('are two: what comes back is not what somebody wrote', () => {
    expect(problemsOf({ ...PRODUCTION, ...BOUNCE, MAIL_REPLY: 'bounce@in.gemeente.nl' })).toEqual(['MAIL_REPLY']);
  });

  it('never share a port with something else', () => {
    expect(problemsOf({ MAIL_IN_PORT: '3101' })).toEqual(['MAIL_IN_PORT']);
  });
});
