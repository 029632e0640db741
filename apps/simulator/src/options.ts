/** The injection token of `SimulatorOptions`. */
export const OPTIONS = Symbol('SIMULATOR_OPTIONS');

export interface SimulatorOptions {
  /** 0: any free port. */
  port: number;
  smtpPort: number;
  /** Where the web application is, for what people write back; a function when a test only knows later. */
  publicUrl: string | (() => string);
  accountSid: string;
  authToken: string;
  /** Milliseconds between two status callbacks of a message. */
  receiptPaceMs?: number;
}
