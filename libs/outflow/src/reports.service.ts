import { Inject, Injectable, Logger } from '@nestjs/common';
import { Channels } from '#libs/messaging';
import { CONFIGURATION, DEFAULT_LANGUAGE, localDate, TIME_ZONE, type Configuration } from '#libs/platform';
import { layOutEmail } from '#libs/wording';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { usualPeriod, type OutflowPeriod } from './domain/period.js';
import { REPORTED, reportOn, type ReportContent } from './domain/report/report-content.js';
import { FiguresService } from './figures.service.js';
import { addressReport, claimReportMail, noteReportMail, type ReportToMail } from './report-mail.js';
import { reportInWords, reportMail } from './report-words.js';

/** Where the report is read, and its mail is switched off. */
export const REPORT_PAGE = '/uitstroom/bericht';
/** On the second of the month: the night after the month turned, the cohorts have been made anew. */
const DAY_OF_REPORTS = 2;
const MORNING = 8;
const EVENING = 18;

export interface OutflowReport {
  month: Temporal.PlainDate;
  teamId: string | null;
  /** null: all teams. */
  team: string | null;
  content: ReportContent;
  madeAt: Temporal.Instant;
}

/** The monthly report ("tamtam"): what changed, what stands out, and what is not known, in three sentences made by rules. */
@Injectable()
export class ReportsService {
  private readonly log = new Logger(ReportsService.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly figures: FiguresService,
    private readonly channels: Channels,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /**
   * Makes this month's reports, of each team with a team lead and of all teams together, from the second of the month; each once, however often this is
   * called. A team of which nothing may be shown gets none.
   * @returns how many were made
   */
  async makeDue(now: Temporal.Instant): Promise<number> {
    const today = localDate(now);
    if (today.day < DAY_OF_REPORTS) return 0;
    const month = today.with({ day: 1 });
    const due = await this.dataSource.query<{ teamId: string | null }[]>(
      `select wanted.team_id as "teamId"
         from (select distinct team_id from staff where role = 'team_lead' and team_id is not null and deactivated_at is null
               union all select null::uuid) as wanted (team_id)
        where not exists (select from outflow_report made where made.month = $1 and made.team_id is not distinct from wanted.team_id)
        order by wanted.team_id nulls first
        limit 1000`,
      [month],
    );
    let made = 0;
    for (const { teamId } of due) if (await this.make(month, teamId, now)) made += 1;
    return made;
  }

  /** Mails the reports that are due, in working hours. A mail server that refuses is tried again later, five times in all. @returns how many left */
  async mailDue(now: Temporal.Instant): Promise<number> {
    const here = now.toZonedDateTimeISO(TIME_ZONE);
    if (here.dayOfWeek > 5 || here.hour < MORNING || here.hour >= EVENING) return 0;
    if (!this.channels.configured.includes('email')) return 0;
    let left = 0;
    for (const mail of await claimReportMail(this.dataSource.manager, now)) if (await this.mail(mail, now)) left += 1;
    return left;
  }

  /** The latest report of a team, or of all (null). */
  async latest(teamId: string | null): Promise<OutflowReport | null> {
    return this.found(`report.team_id is not distinct from $1::uuid`, teamId);
  }

  /** Whether somebody gets the report by mail; they do until they say they do not. */
  async isMailedTo(staffId: string): Promise<boolean> {
    const [choice] = await this.dataSource.query<{ byMail: boolean }[]>(
      `select by_mail as "byMail" from outflow_report_choice where staff_id = $1`,
      [staffId],
    );
    return choice?.byMail ?? true;
  }

  async choose(staffId: string, byMail: boolean, now: Temporal.Instant): Promise<void> {
    await this.dataSource.query(
      `insert into outflow_report_choice (staff_id, by_mail, chosen_at) values ($1, $2, $3)
       on conflict (staff_id) do update set by_mail = excluded.by_mail, chosen_at = excluded.chosen_at`,
      [staffId, byMail, now],
    );
  }

  private async make(month: Temporal.PlainDate, teamId: string | null, now: Temporal.Instant): Promise<boolean> {
    const period = usualPeriod(localDate(now));
    const figuresOf = (of: OutflowPeriod) =>
      this.figures.perTrait({ period: of, scope: { teamId, scheme: null }, definition: REPORTED }, now);
    const earlier = { from: period.from.subtract({ months: 12 }), until: period.from };
    const before = (await this.figures.knowsWhoLeft(earlier)) ? { period: earlier, figures: await figuresOf(earlier) } : null;
    const content = reportOn(period, await figuresOf(period), before);
    if (!content) return false;
    return this.dataSource.transaction(async (tx) => {
      const [report] = (await tx.query(
        `insert into outflow_report (month, team_id, content, made_at) values ($1, $2, $3, $4) on conflict do nothing returning id`,
        [month, teamId, JSON.stringify(content), now],
      )) as { id: string }[];
      if (report) await addressReport(tx, report.id, teamId, now);
      return report !== undefined;
    });
  }

  private async mail(mail: ReportToMail, now: Temporal.Instant): Promise<boolean> {
    const report = await this.found(`report.id = $1::uuid`, mail.reportId);
    if (!report) return false;
    const words = reportInWords(report.content, report.team, DEFAULT_LANGUAGE);
    const link = `${this.configuration.publicUrl}${REPORT_PAGE}`;
    const { subject, body, ...rest } = reportMail(words, link, DEFAULT_LANGUAGE);
    const html = layOutEmail({ language: DEFAULT_LANGUAGE, subject, body, link, ...rest });
    const outcome = await this.channels.of('email').send({ messageId: randomUUID(), to: mail.email, subject, text: body, html });
    const error = outcome.kind === 'refused' ? outcome.reason : null;
    if (error) this.log.warn(`a monthly report could not be mailed: ${error}, attempt ${mail.attempts}`);
    await noteReportMail(this.dataSource.manager, mail, error, now);
    return error === null;
  }

  private async found(condition: string, value: string | null): Promise<OutflowReport | null> {
    const [row] = await this.dataSource.query<
      { month: string; teamId: string | null; team: string | null; content: ReportContent; at: Date }[]
    >(
      `select report.month::text as month, report.team_id as "teamId", team.name as team, report.content, report.made_at as at
         from outflow_report report left join team on team.id = report.team_id
        where ${condition}
        order by report.month desc
        limit 1`,
      [value],
    );
    return row
      ? {
          month: Temporal.PlainDate.from(row.month),
          teamId: row.teamId,
          team: row.team,
          content: row.content,
          madeAt: row.at.toTemporalInstant(),
        }
      : null;
  }
}
