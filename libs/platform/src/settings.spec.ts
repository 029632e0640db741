import { problemsOf, PRODUCTION } from '../../../test/support/settings.js';
import { readConfiguration } from './settings.js';

describe('the settings', () => {
  it('make a complete demo out of nothing', () => {
    expect(readConfiguration({})).toMatchObject({
      demo: true,
      databaseUrl: null,
      port: 3000,
      simulatorPort: 3100,
      publicUrl: 'http://127.0.0.1:3000',
      smtp: { url: 'smtp://127.0.0.1:3101' },
      twilio: { apiUrl: 'http://127.0.0.1:3100' },
    });
  });

  it('follow the ports: links and the simulator move along', () => {
    expect(readConfiguration({ PORT: '4000', SIMULATOR_PORT: '4100' })).toMatchObject({
      publicUrl: 'http://127.0.0.1:4000',
      smtp: { url: 'smtp://127.0.0.1:4101' },
      twilio: { apiUrl: 'http://127.0.0.1:4100' },
    });
  });

  it('are enough for production with a database, an address and a secret; mail and SMS are then off, not faked', () => {
    expect(readConfiguration(PRODUCTION)).toMatchObject({
      demo: false,
      smtp: null,
      twilio: null,
      publicUrl: 'https://checkin.voorbeeldgemeente.nl',
    });
  });

  it.each([{ DATABASE_URL: 'postgres://a:b@c/d' }, { SMTP_URL: 'smtp://mail' }, { TWILIO_ACCOUNT_SID: 'AC1' }, { NODE_ENV: 'production' }])(
    'do not fall into the demo when something real is configured: %j',
    (environment) => {
      expect(problemsOf(environment)).toContain('SESSION_SECRET');
    },
  );

  it('report every problem at once', () => {
    const all = {
      DEMO: 'misschien',
      PORT: 'drieduizend',
      SIMULATOR_PORT: '99999',
      DATABASE_URL: 'mysql://x',
      PUBLIC_URL: 'gemeente.nl',
      SMTP_URL: 'http://mail',
      MAIL_FROM: 'geen adres',
      LOG_LEVEL: 'luid',
    };
    expect(problemsOf(all).toSorted()).toEqual(
      ['DATABASE_URL', 'DEMO', 'LOG_LEVEL', 'MAIL_FROM', 'PORT', 'PUBLIC_URL', 'SESSION_SECRET', 'SIMULATOR_PORT', 'SMTP_URL'].toSorted(),
    );
  });

  it.each([
    ['too short', 'kort'],
    ['the same letter over and over', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['that of the demo, which everybody knows', 'werkplein-demo-secret-not-for-production'],
  ])('refuse a secret that is %s in production', (_, secret) => {
    expect(problemsOf({ ...PRODUCTION, SESSION_SECRET: secret })).toEqual(['SESSION_SECRET']);
  });

  it('refuse plain http in production, except on the machine itself', () => {
    expect(problemsOf({ ...PRODUCTION, PUBLIC_URL: 'http://checkin.voorbeeldgemeente.nl' })).toEqual(['PUBLIC_URL']);
    expect(problemsOf({ ...PRODUCTION, PUBLIC_URL: 'http://127.0.0.1:3000' })).toEqual([]);
  });

  it('want Twilio whole or not at all', () => {
    expect(problemsOf({ ...PRODUCTION, TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}` })).toEqual(['TWILIO_AUTH_TOKEN', 'TWILIO_FROM']);
  });

  it('want a sender that the network accepts', () => {
    const twilio = { ...PRODUCTION, TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'abc' };
    expect(problemsOf({ ...twilio, TWILIO_FROM: '+3197010240000' })).toEqual([]);
    expect(problemsOf({ ...twilio, TWILIO_FROM: 'Werkplein' })).toEqual([]);
    expect(problemsOf({ ...twilio, TWILIO_FROM: 'Werkplein Noord' })).toEqual(['TWILIO_FROM']);
  });

  it('keep the messages of the demo on this machine: an invented number may be somebody’s', () => {
    expect(problemsOf({ DEMO: 'on', SMTP_URL: 'smtp://mail.gemeente.nl', TWILIO_API_URL: 'https://api.twilio.com' })).toEqual([
      'SMTP_URL',
      'TWILIO_API_URL',
    ]);
    expect(problemsOf({ DEMO: 'on', SMTP_URL: 'smtp://localhost:2525', TWILIO_API_URL: 'http://127.0.0.1:3100' })).toEqual([]);
  });

  describe('of sending', () => {
    it('are the hours of an office, a handful of messages a week, and everybody', () => {
      const { sendHours, ...others } = readConfiguration(PRODUCTION);
      expect({ days: sendHours.days, from: String(sendHours.from), until: String(sendHours.until) }).toEqual({
        days: [1, 2, 3, 4, 5],
        from: '09:00:00',
        until: '20:00:00',
      });
      expect(others).toMatchObject({
        quietHours: true,
        messagesPerWeek: 5,
        addressForm: 'u',
        guestList: null,
        providerTimeoutMs: 15_000,
        observationYears: 7,
      });
    });

    it('are what is asked', () => {
      const asked = {
        SEND_WINDOW: 'ma,do 10:00-16:30',
        MESSAGES_PER_WEEK: '3',
        PROVIDER_TIMEOUT: '7',
        OBSERVATION_YEARS: '10',
        ADDRESS_FORM: 'je',
        GUEST_LIST: '+31612345678, Piet@Gemeente.nl',
      };
      const { sendHours, ...others } = readConfiguration({ ...PRODUCTION, ...asked });
      expect([sendHours.days, String(sendHours.from), String(sendHours.until)]).toEqual([[1, 4], '10:00:00', '16:30:00']);
      expect(others).toMatchObject({
        messagesPerWeek: 3,
        addressForm: 'je',
        providerTimeoutMs: 7_000,
        observationYears: 10,
        guestList: ['+31612345678', 'piet@gemeente.nl'],
      });
    });

    it.each<[string, string]>([
      ['SEND_WINDOW', 'altijd'],
      ['SEND_WINDOW', 'ma-vr 09:00-09:00'],
      ['SEND_WINDOW', 'ma-vr 20:00-09:00'],
      ['QUIET_HOURS', 'misschien'],
      ['MESSAGES_PER_WEEK', '0'],
      ['MESSAGES_PER_WEEK', '51'],
      ['MESSAGES_PER_WEEK', 'veel'],
      ['ADDRESS_FORM', 'jij'],
      ['PROVIDER_TIMEOUT', '0'],
      ['PROVIDER_TIMEOUT', '61'],
      ['OBSERVATION_YEARS', '1'],
      ['OBSERVATION_YEARS', 'altijd'],
      ['GUEST_LIST', '0612345678'],
      ['GUEST_LIST', '+31612345678, gemeente.nl'],
      ['GUEST_LIST', '+31612345678,,'],
    ])('refuse %s=%s', (setting, value) => {
      expect(problemsOf({ ...PRODUCTION, [setting]: value })).toContain(setting);
    });

    it('let nothing ring at night outside the demo', () => {
      expect(problemsOf({ ...PRODUCTION, QUIET_HOURS: 'off' })).toEqual(['QUIET_HOURS']);
      expect(readConfiguration({ DEMO: 'on' }).quietHours).toBe(false);
      expect(readConfiguration({ DEMO: 'on', QUIET_HOURS: 'on' }).quietHours).toBe(true);
    });
  });

  it('never put two things on one port', () => {
    expect(problemsOf({ PORT: '3100' })).toEqual(['SIMULATOR_PORT']);
  });

  it('name the setting in the sentence that people read', () => {
    expect(() => readConfiguration({ PORT: '0' })).toThrow(/^PORT moet een getal/);
  });

  it.each([
    [{ ALARM_EMAIL: 'beheer' }, ['ALARM_EMAIL']],
    [{ ALARM_EMAIL: 'a@gemeente.nl, b@gemeente.nl' }, ['ALARM_EMAIL']],
    [{ ALARM_EMAIL: 'beheer@gemeente.nl' }, []],
    [{ METRICS_TOKEN: 'kort' }, ['METRICS_TOKEN']],
    [{ METRICS_TOKEN: 'lang genoeg maar met spaties erin' }, ['METRICS_TOKEN']],
    [{ METRICS_TOKEN: 'Xc9Vb1Nm4Kj7Hg3Fd6Sa' }, []],
  ])('say who hears of alarms and who may read the metrics: %j', (environment, problems) => {
    expect(problemsOf({ ...PRODUCTION, ...environment })).toEqual(problems);
  });
});
