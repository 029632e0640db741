import { Injectable } from '@nestjs/common';
import type { Carrier } from './options.js';

/** What can go wrong on request. The first seven happen while a message is handed in, the others afterwards. */
export const FAULT_KINDS = [
  'slow',
  'timeout',
  'drop',
  'too_many_requests',
  'unavailable',
  'bad_gateway',
  'refuse',
  'undelivered',
  'bounce',
  'double_receipts',
  'reverse_receipts',
  'shuffle_receipts',
  'no_receipts',
  'lose_receipts',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  kind: FaultKind;
  /** Only for this number or e-mail address; without it, for everybody. */
  address?: string;
  /** Only for what comes by this account; without it, by both, and by post. */
  account?: Carrier;
  /** For `slow` and `timeout`: how long, in milliseconds. */
  ms?: number;
  /** For `refuse`, `undelivered` and `bounce`: Twilio's error code, or an SMTP reply code. */
  code?: string;
  /** How many messages it strikes; without it, all of them until it is cleared. */
  times?: number;
  /** It strikes one in so many of the messages it is for; without it, each. */
  every?: number;
}

interface ActiveFault {
  fault: Fault;
  /** How many messages passed it, struck or not. */
  seen: number;
}

/** The faults somebody asked for. */
@Injectable()
export class Faults {
  private faults: ActiveFault[] = [];
  /** By kind: a message is held against every kind, and mostly there is none. */
  private byKind = new Map<FaultKind, ActiveFault[]>();

  get active(): readonly Fault[] {
    return this.faults.map(({ fault }) => fault);
  }

  add(fault: Fault): void {
    this.become([...this.faults, { fault: { ...fault, address: fault.address?.toLowerCase() }, seen: 0 }]);
  }

  clear(): void {
    this.become([]);
  }

  /** The fault of this kind that strikes a message to this address, if any; one that is asked for a number of times is used up. */
  strike(kind: FaultKind, address: string, carrier: Carrier): Fault | null {
    const candidates = this.byKind.get(kind);
    if (!candidates) return null;
    const lower = address.toLowerCase();
    for (const candidate of candidates) {
      const { fault } = candidate;
      if ((fault.address ?? lower) !== lower || (fault.account ?? carrier) !== carrier) continue;
      candidate.seen += 1;
      if (fault.every !== undefined && candidate.seen % fault.every !== 0) continue;
      if (fault.times !== undefined && (fault.times -= 1) <= 0) this.become(this.faults.filter((other) => other !== candidate));
      return fault;
    }
    return null;
  }

  private become(faults: ActiveFault[]): void {
    this.faults = faults;
    this.byKind = Map.groupBy(faults, ({ fault: { kind } }) => kind);
  }
}
