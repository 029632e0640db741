import { Injectable } from '@nestjs/common';
import { CrisisService, ReadingService, SIGNALS_PAGE, type StandingAlert } from '#libs/inbox';
import { alarmInWords, AlarmsService, SENDING_PAGE } from '#libs/operations';
import { PausesService, type Pause, type SignedInStaff } from '#libs/people';
import type { Language } from '#libs/platform';
import { DataSource } from 'typeorm';
import { texts } from '../http/views.js';

/** What stands above every page of staff. */
export interface Notices {
  /** Somebody may be in danger, this colleague was told, and nobody has taken it on: above everything else. */
  crisis: { text: string; href: string } | null;
  /** The most urgent alarm; for administrators and team leads. */
  alarm: { title: string; more: string | null } | null;
  /** Everything is paused; for everybody. */
  paused: string | null;
  /** Where to read more; null for who may not look there. */
  href: string | null;
  /** For the menu of a coach: how many messages of clients nobody has read. */
  unread: { count: number; words: string } | null;
}

/** What staff must know on whatever page they are. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly alarms: AlarmsService,
    private readonly pauses: PausesService,
    private readonly crisis: CrisisService,
    private readonly reading: ReadingService,
    private readonly dataSource: DataSource,
  ) {}

  async of({ role, staffId }: SignedInStaff, language: Language, now: Temporal.Instant): Promise<Notices> {
    const tx = this.dataSource.manager;
    const mayLook = role === 'admin' || role === 'team_lead';
    const [[alarm, ...others], { everybody }, signals, unread] = await Promise.all([
      mayLook ? this.alarms.standing() : [],
      this.pauses.current(tx, now),
      this.crisis.standingFor(tx, staffId),
      role === 'coach' ? this.reading.unread(tx, staffId) : 0,
    ]);
    return {
      crisis: crisisNotice(signals, language),
      alarm: alarm
        ? {
            title: alarmInWords(alarm, language).title,
            more: others.length > 0 ? texts.text(language, 'operations.notice.more', { count: others.length }) : null,
          }
        : null,
      paused: everybody && texts.text(language, 'operations.notice.paused', { reason: pauseReason(everybody, language) }),
      href: mayLook ? SENDING_PAGE : null,
      unread: unread > 0 ? { count: unread, words: texts.text(language, 'inbox.nav-unread', { count: unread }) } : null,
    };
  }
}

/** Without a name or a word of it: anybody may be looking over a shoulder. */
function crisisNotice(signals: readonly StandingAlert[], language: Language): Notices['crisis'] {
  const [longest] = signals;
  if (!longest) return null;
  return {
    text: texts.text(language, 'signals.banner.text', { count: signals.length }),
    href: signals.length === 1 ? `${SIGNALS_PAGE}/${longest.id}` : SIGNALS_PAGE,
  };
}

export function pauseReason({ reason }: Pick<Pause, 'reason'>, language: Language): string {
  return texts.text(language, `operations.pause.reason.${reason}`);
}
