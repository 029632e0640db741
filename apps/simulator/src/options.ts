/** The injection token of `SimulatorOptions`. */
export const OPTIONS = Symbol('SIMULATOR_OPTIONS');

/** Who brought a message here: an account at the telephone company, or the post. The names are those of the product's providers. */
export type Carrier = 'twilio' | 'twilio-2' | 'smtp';

export interface SimulatedAccount {
  accountSid: string;
  authToken: string;
}

export interface SimulatorOptions extends SimulatedAccount {
  /** 0: any free port. */
  port: number;
  smtpPort: number;
  /** Where the web application is, for what people write back; a function when a test only knows later. */
  publicUrl: string | (() => string);
  /** A second account, with a secret of its own. */
  second?: SimulatedAccount | null;
  /** Where e-mail that bounces goes back to: a port on this machine; a function when a test only knows later. */
  mailInPort?: number | (() => number | null) | null;
  /** Milliseconds between two status callbacks of a message. */
  receiptPaceMs?: number;
}

/** The account with this name. @throws Error when there is no second */
export function accountOf(options: SimulatorOptions, carrier: Carrier): SimulatedAccount {
  const account = carrier === 'twilio-2' ? options.second : options;
  if (!account) throw new Error('the simulator has no second account');
  return account;
}
