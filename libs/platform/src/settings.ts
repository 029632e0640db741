import { ConfigurationError, type SettingProblem } from './configuration-error.js';
import { readMail, type MailIn } from './mail-settings.js';
import { readTwilioAccounts, type TwilioAccount } from './twilio-settings.js';
import { DEFAULT_SEND_HOURS, readSendHours, type SendHours } from './send-hours.js';

/** The settings of the product: the one table that README.md repeats (a test compares them). */
export const SETTINGS = [
  {
    name: 'DATABASE_URL',
    fallback: 'embedded PostgreSQL 18 in `.data/`',
    meaning: 'PostgreSQL 18 database, `postgres://user:password@host:5432/name`',
  },
  { name: 'PORT', fallback: '3000', meaning: 'Port of the web application' },
  { name: 'SIMULATOR_PORT', fallback: '3100', meaning: 'Port of the simulator (demo only)' },
  {
    name: 'PUBLIC_URL',
    fallback: '`http://127.0.0.1:PORT`',
    meaning: 'Where people reach the web application: in links, and in what Twilio signs. https outside the demo',
  },
  {
    name: 'SMTP_URL',
    fallback: 'the simulator in the demo, else no e-mail',
    meaning: 'Mail server, `smtp://user:password@host:587` or `smtps://…`',
  },
  { name: 'MAIL_FROM', fallback: '`Werkplein <werkplein@werkplein.example>` in the demo', meaning: 'Sender of e-mail' },
  {
    name: 'MAIL_BOUNCE',
    fallback: '`bounce@werkplein.example` in the demo, else none',
    meaning:
      'Address that takes e-mail that could not be delivered: the worker receives the mail for it, and for it with `+…` before the @',
  },
  {
    name: 'MAIL_REPLY',
    fallback: '`antwoord@werkplein.example` in the demo, else none',
    meaning:
      'Address for answers to our e-mail, taken in the same way: what is written there reaches the coach. Without it answers go to MAIL_FROM',
  },
  {
    name: 'MAIL_IN_PORT',
    fallback: 'the port after the mail of the simulator in the demo, else none',
    meaning: 'Port where the worker receives all that mail (SMTP, without login: only for your own mail server)',
  },
  { name: 'TWILIO_ACCOUNT_SID', fallback: 'the simulator in the demo, else no SMS', meaning: 'Account at Twilio, `AC…`' },
  {
    name: 'TWILIO_AUTH_TOKEN',
    fallback: 'the simulator in the demo, else no SMS',
    meaning: 'Secret of that account; also signs its webhooks',
  },
  {
    name: 'TWILIO_FROM',
    fallback: 'the simulator in the demo, else no SMS',
    meaning: 'Sender: a number (`+3197…`) or a name of at most 11 letters',
  },
  {
    name: 'TWILIO_API_URL',
    fallback: '`https://api.twilio.com`; in the demo the simulator',
    meaning: 'Where the Twilio SDK sends its requests',
  },
  {
    name: 'TWILIO_2_ACCOUNT_SID',
    fallback: 'the simulator in the demo, else no second account',
    meaning: 'A second account: takes over when the first is slow or out of order, and shares the work when both are well',
  },
  { name: 'TWILIO_2_AUTH_TOKEN', fallback: 'as above', meaning: 'Secret of the second account' },
  { name: 'TWILIO_2_FROM', fallback: 'as above', meaning: 'Sender of the second account' },
  { name: 'TWILIO_2_API_URL', fallback: 'as TWILIO_API_URL', meaning: 'Where requests for the second account go' },
  {
    name: 'SEND_WINDOW',
    fallback: '`ma-vr 09:00-20:00`',
    meaning: 'Days and hours in which messages may arrive, on the clock of who gets them; never on Dutch holidays',
  },
  {
    name: 'QUIET_HOURS',
    fallback: '`off` in the demo, else `on`',
    meaning: '`on`: nothing leaves outside SEND_WINDOW. Can be `off` only in the demo, where every telephone is invented',
  },
  {
    name: 'MESSAGES_PER_WEEK',
    fallback: '`5`',
    meaning: 'How many messages one client gets in seven days at most, over all channels (1 to 50)',
  },
  { name: 'ADDRESS_FORM', fallback: '`u`', meaning: 'How Dutch messages address people: `u` or `je`' },
  {
    name: 'GUEST_LIST',
    fallback: 'everybody',
    meaning: 'For a trial installation: the only numbers and e-mail addresses that may be written to, with commas',
  },
  {
    name: 'PROVIDER_TIMEOUT',
    fallback: '`15`',
    meaning: 'Seconds that a provider may think; longer, and nobody knows whether it left (1 to 60)',
  },
  {
    name: 'OBSERVATION_YEARS',
    fallback: '`7`',
    meaning: 'How many years observations of traits are kept; then whole calendar years are dropped (2 to 50)',
  },
  {
    name: 'SESSION_SECRET',
    fallback: 'a fixed one in the demo, else required',
    meaning: 'At least 32 random characters; keys cookies and hashes',
  },
  {
    name: 'DEMO',
    fallback: '`on` when no database, mail or SMS is configured',
    meaning: '`on`: simulator, demo accounts and banner; `off`: none of them',
  },
  {
    name: 'ALARM_EMAIL',
    fallback: 'nobody is mailed',
    meaning: 'Who is told when messages do not go out as they should: one e-mail address. The alarm stands on the screens too',
  },
  {
    name: 'METRICS_TOKEN',
    fallback: 'no `/metrics` outside the demo',
    meaning: 'Prometheus shows it to read `/metrics` (`Authorization: Bearer …`): at least 20 random characters',
  },
  { name: 'LOG_LEVEL', fallback: '`info`', meaning: '`fatal`, `error`, `warn`, `info`, `debug` or `silent`' },
] as const;

export type SettingName = (typeof SETTINGS)[number]['name'];
export type Environment = Partial<Record<string, string>>;

export interface Configuration {
  /** null: the embedded server is to be started first. */
  databaseUrl: string | null;
  port: number;
  simulatorPort: number;
  publicUrl: string;
  smtp: { url: string; from: string } | null;
  /** Where mail comes in: the address for what could not be delivered, that for answers, and the port on which the worker takes both. */
  mailIn: MailIn | null;
  twilio: TwilioAccount | null;
  /** Never without the first. */
  twilio2: TwilioAccount | null;
  sendHours: SendHours;
  /** false only in the demo: then a message may leave at any hour. */
  quietHours: boolean;
  messagesPerWeek: number;
  /** How Dutch messages address people. */
  addressForm: 'u' | 'je';
  /** null: everybody. Normalised: E.164, or e-mail in lower case. */
  guestList: readonly string[] | null;
  providerTimeoutMs: number;
  /** How long observations are kept. */
  observationYears: number;
  sessionSecret: string;
  demo: boolean;
  /** null: alarms are on the screens, in the log and in the metrics only. */
  alarmEmail: string | null;
  /** null: /metrics is there in the demo only. */
  metricsToken: string | null;
  logLevel: LogLevel;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The mail port of the simulator stands beside its web port. */
export function simulatorSmtpPort(simulatorPort: number): number {
  return simulatorPort + 1;
}

/** And the port where the demo takes mail that comes back stands beside that. */
export function demoMailInPort(simulatorPort: number): number {
  return simulatorPort + 2;
}

const DEMO_SECRET = 'werkplein-demo-secret-not-for-production';

/** An invented number may be somebody's: what the demo sends stays on this machine. */
const ONLY_SIMULATED = 'moet op deze machine zijn (127.0.0.1) zolang DEMO aan staat: de demo stuurt niets naar buiten';

/**
 * Reads every setting and reports every problem at once.
 * @throws ConfigurationError naming each setting that is missing or malformed
 */
export function readConfiguration(environment: Environment): Configuration {
  const problems: SettingProblem[] = [];
  const given = (name: SettingName) => environment[name]?.trim() || undefined;
  const refuse = (setting: SettingName, reason: string) => void problems.push({ setting, reason });

  const port = readPort('PORT', 3000);
  const simulatorPort = readPort('SIMULATOR_PORT', 3100);
  if (port === simulatorPort) refuse('SIMULATOR_PORT', `moet een andere poort zijn dan PORT (${port})`);
  const demo = readDemo();
  const configuration: Configuration = {
    databaseUrl: readUrl('DATABASE_URL', ['postgres:', 'postgresql:']) ?? null,
    port,
    simulatorPort,
    publicUrl: readPublicUrl(),
    ...readMail({
      given,
      refuse,
      readUrl,
      readPort,
      demo,
      isLoopback,
      smtpPort: simulatorSmtpPort(simulatorPort),
      inPort: demoMailInPort(simulatorPort),
      taken: [port, ...(demo ? [simulatorPort, simulatorSmtpPort(simulatorPort)] : [])],
      onlySimulated: ONLY_SIMULATED,
    }),
    ...readTwilioAccounts({
      given,
      refuse,
      readUrl,
      demo,
      isLoopback,
      simulator: `http://127.0.0.1:${simulatorPort}`,
      onlySimulated: ONLY_SIMULATED,
    }),
    sendHours: readHours(),
    quietHours: readQuietHours(),
    messagesPerWeek: readNumber('MESSAGES_PER_WEEK', 5, 1, 50),
    addressForm: readAddressForm(),
    guestList: readGuestList(),
    providerTimeoutMs: readNumber('PROVIDER_TIMEOUT', 15, 1, 60) * 1000,
    observationYears: readNumber('OBSERVATION_YEARS', 7, 2, 50),
    sessionSecret: readSecret(),
    demo,
    alarmEmail: readAlarmEmail(),
    metricsToken: readMetricsToken(),
    logLevel: readLogLevel(),
  };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return configuration;

  function readPort(name: SettingName, fallback: number): number {
    const text = given(name) ?? String(fallback);
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= 1 && number <= 65_535) return number;
    refuse(name, `moet een getal van 1 tot en met 65535 zijn, niet "${text}"`);
    return fallback;
  }

  function readDemo(): boolean {
    const text = given('DEMO');
    if (text === undefined) {
      const configured = ['DATABASE_URL', 'SMTP_URL', 'TWILIO_ACCOUNT_SID'].some((name) => given(name as SettingName));
      return !configured && environment['NODE_ENV'] !== 'production';
    }
    if (text !== 'on' && text !== 'off') refuse('DEMO', `moet "on" of "off" zijn, niet "${text}"`);
    return text === 'on';
  }

  function readUrl(name: SettingName, protocols: string[]): string | undefined {
    const text = given(name);
    if (text === undefined) return undefined;
    if (protocols.includes(URL.parse(text)?.protocol ?? '')) return text;
    refuse(name, `moet een adres zijn dat begint met ${protocols.map((protocol) => `${protocol}//`).join(' of ')}`);
    return undefined;
  }

  function readPublicUrl(): string {
    const url = readUrl('PUBLIC_URL', ['http:', 'https:'])?.replace(/\/+$/, '');
    if (url === undefined && !demo && !given('PUBLIC_URL'))
      refuse('PUBLIC_URL', 'is verplicht als DEMO uit staat: links in berichten beginnen ermee');
    if (url?.startsWith('http:') && !demo && !isLoopback(url)) refuse('PUBLIC_URL', 'moet met https:// beginnen als DEMO uit staat');
    return url ?? `http://127.0.0.1:${port}`;
  }

  function readHours(): SendHours {
    const hours = readSendHours(given('SEND_WINDOW') ?? DEFAULT_SEND_HOURS);
    if (!hours) refuse('SEND_WINDOW', `moet dagen en uren zijn op één dag, zoals "${DEFAULT_SEND_HOURS}"`);
    return hours ?? (readSendHours(DEFAULT_SEND_HOURS) as SendHours);
  }

  function readQuietHours(): boolean {
    const text = given('QUIET_HOURS') ?? (demo ? 'off' : 'on');
    if (text !== 'on' && text !== 'off') refuse('QUIET_HOURS', `moet "on" of "off" zijn, niet "${text}"`);
    if (text === 'off' && !demo) refuse('QUIET_HOURS', 'kan alleen "off" zijn als DEMO aan staat: niemand krijgt ’s nachts een bericht');
    return text !== 'off';
  }

  function readAddressForm(): Configuration['addressForm'] {
    const text = given('ADDRESS_FORM') ?? 'u';
    if (text !== 'u' && text !== 'je') refuse('ADDRESS_FORM', `moet "u" of "je" zijn, niet "${text}"`);
    return text === 'je' ? 'je' : 'u';
  }

  function readGuestList(): readonly string[] | null {
    const text = given('GUEST_LIST');
    if (text === undefined) return null;
    const guests = text.split(',').map((guest) => guest.trim().toLowerCase());
    for (const guest of guests)
      if (!/^(\+[1-9]\d{6,14}|[^@\s]+@[^@\s]+)$/.test(guest)) refuse('GUEST_LIST', `"${guest}" is geen nummer (+31…) en geen e-mailadres`);
    return guests;
  }

  function readNumber(name: SettingName, fallback: number, least: number, most: number): number {
    const text = given(name);
    if (text === undefined) return fallback;
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    refuse(name, `moet een getal van ${least} tot en met ${most} zijn, niet "${text}"`);
    return fallback;
  }

  function readSecret(): string {
    const secret = given('SESSION_SECRET');
    if (demo) return secret ?? DEMO_SECRET;
    if (secret === undefined) refuse('SESSION_SECRET', 'is verplicht als DEMO uit staat: minstens 32 willekeurige tekens');
    else if (secret.length < 32 || new Set(secret).size < 10 || secret === DEMO_SECRET)
      refuse('SESSION_SECRET', 'is te zwak: neem minstens 32 willekeurige tekens');
    return secret ?? '';
  }

  function readAlarmEmail(): string | null {
    const text = given('ALARM_EMAIL');
    if (text !== undefined && !/^[^<>@\s,]+@[^<>@\s,]+$/.test(text))
      refuse('ALARM_EMAIL', 'moet één e-mailadres zijn, zoals beheer@gemeente.nl');
    return text ?? null;
  }

  function readMetricsToken(): string | null {
    const text = given('METRICS_TOKEN');
    if (text !== undefined && !/^[\x21-\x7e]{20,}$/.test(text))
      refuse('METRICS_TOKEN', 'moet uit minstens 20 tekens zonder spaties bestaan');
    return text ?? null;
  }

  function readLogLevel(): LogLevel {
    const level = given('LOG_LEVEL') ?? 'info';
    if ((LOG_LEVELS as readonly string[]).includes(level)) return level as LogLevel;
    refuse('LOG_LEVEL', `moet een van ${LOG_LEVELS.join(', ')} zijn, niet "${level}"`);
    return 'info';
  }
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(URL.parse(url)?.hostname ?? '');
}
