import { problemsOf, PRODUCTION } from '../../../test/support/settings.js';
import { readConfiguration } from './settings.js';

const FIRST = { TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'abc', TWILIO_FROM: 'Werkplein' };
const SECOND = { TWILIO_2_ACCOUNT_SID: `AC${'2'.repeat(32)}`, TWILIO_2_AUTH_TOKEN: 'def', TWILIO_2_FROM: '+3197010240002' };

describe('the second account for text messages', () => {
  it('is played by the simulator in the demo, with a secret and a sender of its own', () => {
    const { twilio, twilio2 } = readConfiguration({ SIMULATOR_PORT: '4100' });
    expect(twilio2).toMatchObject({ apiUrl: 'http://127.0.0.1:4100' });
    expect(twilio2!.accountSid).not.toBe(twilio!.accountSid);
    expect(twilio2!.authToken).not.toBe(twilio!.authToken);
    expect(twilio2!.from).not.toBe(twilio!.from);
  });

  it('is not there in a demo whose first was led elsewhere, unless it is led there too', () => {
    const elsewhere = { DEMO: 'on', TWILIO_API_URL: 'http://127.0.0.1:9' };
    expect(readConfiguration(elsewhere).twilio2).toBeNull();
    expect(readConfiguration({ ...elsewhere, TWILIO_2_API_URL: 'http://127.0.0.1:8' }).twilio2).toMatchObject({
      apiUrl: 'http://127.0.0.1:8',
    });
  });

  it('is nobody in production until it is filled in, whole', () => {
    expect(readConfiguration({ ...PRODUCTION, ...FIRST }).twilio2).toBeNull();
    expect(readConfiguration({ ...PRODUCTION, ...FIRST, ...SECOND }).twilio2).toMatchObject({ apiUrl: 'https://api.twilio.com' });
    expect(problemsOf({ ...PRODUCTION, ...FIRST, TWILIO_2_FROM: 'Werkplein' })).toEqual(['TWILIO_2_ACCOUNT_SID', 'TWILIO_2_AUTH_TOKEN']);
  });

  it('needs a first, is another one than the first, and keeps no secret of the demo', () => {
    expect(problemsOf({ ...PRODUCTION, ...SECOND })).toEqual(['TWILIO_ACCOUNT_SID']);
    expect(problemsOf({ ...PRODUCTION, ...FIRST, ...SECOND, TWILIO_2_ACCOUNT_SID: FIRST.TWILIO_ACCOUNT_SID })).toEqual([
      'TWILIO_2_ACCOUNT_SID',
    ]);
    expect(problemsOf({ ...PRODUCTION, ...FIRST, ...SECOND, TWILIO_2_AUTH_TOKEN: 'werkplein-demo-auth-token-2' })).toEqual([
      'TWILIO_2_AUTH_TOKEN',
    ]);
  });

  it('of the demo stays on this machine', () => {
    expect(problemsOf({ DEMO: 'on', TWILIO_2_API_URL: 'https://api.twilio.com' })).toEqual(['TWILIO_2_API_URL']);
  });
});
