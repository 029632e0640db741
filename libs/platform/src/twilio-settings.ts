export interface TwilioAccount {
  accountSid: string;
  authToken: string;
  from: string;
  apiUrl: string;
}

const DEMO_TWILIO = { accountSid: 'AC00000000000000000000000000demo00', authToken: 'werkplein-demo-auth-token', from: '+3197010240000' };
const DEMO_TWILIO_2 = {
  accountSid: 'AC00000000000000000000000000demo02',
  authToken: 'werkplein-demo-auth-token-2',
  from: '+3197010240002',
};

type TwilioSetting = `${'TWILIO' | 'TWILIO_2'}_${'ACCOUNT_SID' | 'AUTH_TOKEN' | 'FROM' | 'API_URL'}`;

/** What the reader of the settings lends. */
interface Reading {
  given: (name: TwilioSetting) => string | undefined;
  refuse: (name: TwilioSetting, reason: string) => void;
  readUrl: (name: TwilioSetting, protocols: string[]) => string | undefined;
  isLoopback: (url: string) => boolean;
  demo: boolean;
  /** Where the simulator listens. */
  simulator: string;
  /** Why nothing may leave this machine in the demo. */
  onlySimulated: string;
}

/** The two accounts text messages may leave by. In the demo the simulator plays both, unless the first was led elsewhere by hand. */
export function readTwilioAccounts({ given, refuse, readUrl, isLoopback, demo, simulator, onlySimulated }: Reading): {
  twilio: TwilioAccount | null;
  twilio2: TwilioAccount | null;
} {
  const home = demo ? simulator : 'https://api.twilio.com';
  const twilio = readAccount('TWILIO', demo ? DEMO_TWILIO : null, home);
  const isLedElsewhere = given('TWILIO_API_URL') !== undefined || given('TWILIO_ACCOUNT_SID') !== undefined;
  const isSimulated = demo && (!isLedElsewhere || given('TWILIO_2_API_URL') !== undefined);
  const twilio2 = readAccount('TWILIO_2', isSimulated ? DEMO_TWILIO_2 : null, twilio?.apiUrl ?? home);
  if (twilio2 && !twilio) refuse('TWILIO_ACCOUNT_SID', 'is verplicht als TWILIO_2_ACCOUNT_SID is ingevuld');
  if (twilio2 && twilio2.accountSid === twilio?.accountSid)
    refuse('TWILIO_2_ACCOUNT_SID', 'moet een ander account zijn dan TWILIO_ACCOUNT_SID');
  return { twilio, twilio2 };

  function readAccount(
    prefix: 'TWILIO' | 'TWILIO_2',
    simulated: Omit<TwilioAccount, 'apiUrl'> | null,
    defaultUrl: string,
  ): TwilioAccount | null {
    const names = [`${prefix}_ACCOUNT_SID`, `${prefix}_AUTH_TOKEN`, `${prefix}_FROM`] as const;
    const apiUrl = readUrl(`${prefix}_API_URL`, ['http:', 'https:'])?.replace(/\/+$/, '') ?? defaultUrl;
    if (demo && given(`${prefix}_API_URL`) && !isLoopback(apiUrl)) refuse(`${prefix}_API_URL`, onlySimulated);
    if (!names.some((name) => given(name))) return simulated && { ...simulated, apiUrl };
    for (const name of names) if (!given(name)) refuse(name, `is verplicht zodra een van de ${prefix}-instellingen is ingevuld`);
    const [accountSid, authToken, from] = names.map((name) => given(name) ?? '') as [string, string, string];
    if (accountSid && !/^AC[0-9a-zA-Z]{32}$/.test(accountSid)) refuse(names[0], 'moet "AC" met 32 tekens zijn');
    if (!demo && [DEMO_TWILIO, DEMO_TWILIO_2].some((known) => known.authToken === authToken))
      refuse(names[1], 'is die van de demo en dus bij iedereen bekend');
    if (from && !/^(\+[1-9]\d{6,14}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/.test(from))
      refuse(names[2], 'moet een nummer (+31…) of een naam van hoogstens 11 letters zijn');
    return { accountSid, authToken, from, apiUrl };
  }
}
