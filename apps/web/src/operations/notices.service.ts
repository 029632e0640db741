import { Injectable } from '@nestjs/common';
import { alarmInWords, AlarmsService, SENDING_PAGE } from '#libs/operations';
import { PausesService, type Pause, type SignedInStaff } from '#libs/people';
import type { Language } from '#libs/platform';
import { DataSource } from 'typeorm';
import { texts } from '../http/views.js';

/** What stands above every page of staff; null: nothing. */
export interface Notices {
  /** The most urgent alarm; for administrators and team leads. */
  alarm: { title: string; more: string | null } | null;
  /** Everything is paused; for everybody. */
  paused: string | null;
  /** Where to read more; null for who may not look there. */
  href: string | null;
}

/** What staff must know on whatever page they are. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly alarms: AlarmsService,
    private readonly pauses: PausesService,
    private readonly dataSource: DataSource,
  ) {}

  async of({ role }: SignedInStaff, language: Language, now: Temporal.Instant): Promise<Notices | null> {
    const mayLook = role === 'admin' || role === 'team_lead';
    const [alarm, ...others] = mayLook ? await this.alarms.standing() : [];
    const { everybody } = await this.pauses.current(this.dataSource.manager, now);
    if (!alarm && !everybody) return null;
    return {
      alarm: alarm
        ? {
            title: alarmInWords(alarm, language).title,
            more: others.length > 0 ? texts.text(language, 'operations.notice.more', { count: others.length }) : null,
          }
        : null,
      paused: everybody && texts.text(language, 'operations.notice.paused', { reason: pauseReason(everybody, language) }),
      href: mayLook ? SENDING_PAGE : null,
    };
  }
}

export function pauseReason({ reason }: Pick<Pause, 'reason'>, language: Language): string {
  return texts.text(language, `operations.pause.reason.${reason}`);
}
