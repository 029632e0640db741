import { Injectable } from '@nestjs/common';

/** What can go wrong on request. The first seven happen while a message is handed in, the others to its receipts. */
export const FAULT_KINDS = [
  'slow',
  'timeout',
  'drop',
  'too_many_requests',
  'unavailable',
  'bad_gateway',
  'refuse',
  'undelivered',
  'double_receipts',
  'reverse_receipts',
  'no_receipts',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  kind: FaultKind;
  /** Only for this number or e-mail address; without it, for everybody. */
  address?: string;
  /** For `slow` and `timeout`: how long, in milliseconds. */
  ms?: number;
  /** For `refuse` and `undelivered`: Twilio's error code, or an SMTP reply code. */
  code?: string;
  /** How many messages it strikes; without it, all of them until it is cleared. */
  times?: number;
}

/** The faults somebody asked for. */
@Injectable()
export class Faults {
  private faults: Fault[] = [];

  get active(): readonly Fault[] {
    return this.faults;
  }

  add(fault: Fault): void {
    this.faults.push({ ...fault, address: fault.address?.toLowerCase() });
  }

  clear(): void {
    this.faults = [];
  }

  /** The fault of this kind that strikes a message to this address, if any; one that is asked for a number of times is used up. */
  strike(kind: FaultKind, address: string): Fault | null {
    const fault = this.faults.find(
      (candidate) => candidate.kind === kind && (candidate.address ?? address.toLowerCase()) === address.toLowerCase(),
    );
    if (!fault) return null;
    if (fault.times !== undefined && (fault.times -= 1) <= 0) this.faults = this.faults.filter((other) => other !== fault);
    return fault;
  }
}
