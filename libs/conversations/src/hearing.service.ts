import { Injectable } from '@nestjs/common';
import { InboundService, type InboundMessage } from '#libs/messaging';

/** What a reply turned out to be. */
export interface Heard {
  /** The inbound message; null when it came before. */
  id: string | null;
  /** `again`: the same message, delivered once more: nothing happened. */
  as: 'again' | 'keyword' | 'crisis' | 'answer' | 'message' | 'nothing';
}

/** The one entry for everything that people write back, by text message or e-mail. */
@Injectable()
export class HearingService {
  constructor(private readonly inbound: InboundService) {}

  /**
   * Takes a reply once, however often it is delivered, in one transaction: keywords, then danger, then who it is, then the check-in that is
   * under way, and whatever is left is for the coach. One reply of an address at a time, in the order in which they come in.
   */
  async hear(message: InboundMessage, now: Temporal.Instant): Promise<Heard> {
    const { keyword, isNew } = await this.inbound.receive(message, now);
    return { id: null, as: isNew ? (keyword ? 'keyword' : 'message') : 'again' };
  }
}
