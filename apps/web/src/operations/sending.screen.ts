import { Inject, Injectable } from '@nestjs/common';
import { AlarmsService, FiguresService } from '#libs/operations';
import { PausesService, type SignedInStaff } from '#libs/people';
import { CONFIGURATION, type Configuration, type Language } from '#libs/platform';
import { DataSource } from 'typeorm';
import type { RefusedPause } from './pause.page.js';
import { sendingPage } from './sending.page.js';

const DAYS = 14;
const PAST_ALARMS = 20;

/** Asks everything that the page about sending shows. */
@Injectable()
export class SendingScreen {
  constructor(
    private readonly figures: FiguresService,
    private readonly alarms: AlarmsService,
    private readonly pauses: PausesService,
    private readonly dataSource: DataSource,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** @param refused a pause that could not be made, to be shown as it was filled in. @param done what was just done, for one line of thanks */
  async show(
    { role }: SignedInStaff,
    { refused = null, done = null }: { refused?: RefusedPause | null; done?: string | null },
    now: Temporal.Instant,
    language: Language,
  ) {
    const { everybody } = await this.pauses.current(this.dataSource.manager, now);
    const seen = {
      waiting: await this.figures.waiting(now),
      lastDay: await this.figures.lastDay(now),
      days: await this.figures.lastDays(DAYS, now),
      providers: await this.figures.providers(),
      unknown: await this.figures.unknown(now),
      alarms: await this.alarms.standing(),
      past: await this.alarms.past(PAST_ALARMS),
      pause: everybody,
    };
    return sendingPage(seen, { configuration: this.configuration, mayPause: role === 'admin', refused, done }, now, language);
  }
}
