import { Injectable } from '@nestjs/common';
import { ClientFileReadModel, type FileHeader } from '#libs/insight';
import {
  AccessLogService,
  CaseloadService,
  chooseContactPoint,
  preferredChannel,
  ReachService,
  type ContactFacts,
  type Reach,
  type SignedInStaff,
} from '#libs/people';
import { localDate, NotFoundError, type ClientLanguage } from '#libs/platform';
import { LanguagesService, readableIn } from '#libs/wording';
import { DataSource } from 'typeorm';

/** What stands above every page of a file. */
export interface OpenedHeader extends FileHeader, Pick<ContactFacts, 'paused'> {
  /** What the import says; `language` is what they chose since, when they did. */
  importedLanguage: string;
  /** What they really get: their language when its texts were reviewed, else Dutch. */
  spokenIn: ClientLanguage;
}

/** The door of a file: nobody looks inside without being let in, and every look is written down before anything is shown. */
@Injectable()
export class OpeningService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly caseload: CaseloadService,
    private readonly log: AccessLogService,
    private readonly files: ClientFileReadModel,
    private readonly reach: ReachService,
    private readonly languages: LanguagesService,
  ) {}

  /** @throws NotFoundError: somebody else's client and a client that does not exist look the same from outside */
  async admit(staff: SignedInStaff, clientId: string): Promise<void> {
    if (!(await this.caseload.mayOpen(this.dataSource.manager, staff, clientId)))
      throw new NotFoundError('no such client on this caseload');
  }

  /** @throws NotFoundError */
  async nameOf(clientId: string): Promise<Pick<FileHeader, 'firstName' | 'infix' | 'lastName'>> {
    const [name] = await this.dataSource.query<Pick<FileHeader, 'firstName' | 'infix' | 'lastName'>[]>(
      `select first_name as "firstName", infix, last_name as "lastName" from client where id = $1`,
      [clientId],
    );
    if (!name) throw new NotFoundError('no such client');
    return name;
  }

  /** Lets in, writes down, and gives what stands above every page. @param lookedAt the page, kebab-case @throws NotFoundError */
  async open(
    staff: SignedInStaff,
    clientId: string,
    lookedAt: string,
    now: Temporal.Instant,
  ): Promise<{ header: OpenedHeader; reach: Reach }> {
    await this.dataSource.transaction(async (tx) => {
      if (!(await this.caseload.mayOpen(tx, staff, clientId))) throw new NotFoundError('no such client on this caseload');
      await this.log.record(tx, staff.staffId, clientId, lookedAt, now);
    });
    const header = await this.files.header(clientId, now);
    if (!header) throw new NotFoundError('no such client');
    const facts = (await this.reach.factsOf(this.dataSource.manager, [clientId], localDate(now))).get(clientId);
    if (!facts) throw new NotFoundError('no such client');
    return {
      header: {
        ...header,
        paused: facts.paused,
        importedLanguage: header.language,
        language: facts.language,
        spokenIn: readableIn(facts.language, await this.languages.reviewed(this.dataSource.manager)),
      },
      reach: chooseContactPoint(facts, preferredChannel(facts.preference, header.plan?.channel ?? null)),
    };
  }
}
