import { Injectable } from '@nestjs/common';
import { CLIENT_LANGUAGES, InvalidInputError, NotAllowedError, NotFoundError } from '#libs/platform';
import { TRAITS } from '#libs/profiles';
import { DataSource, type EntityManager } from 'typeorm';
import type { QuestionnaireDefinition } from './domain/definition.js';
import { wordingsOf } from './domain/languages-of.js';
import { needsApproval } from './domain/modules-of.js';
import type { DefinitionProblem } from './domain/problem.js';
import { problemsIn } from './domain/problems-in.js';
import { lockQuestionnaire } from './drafts.service.js';
import { ApprovalMissingError, NothingChangedError, NotPublishableError, StaleDraftError } from './questionnaires.errors.js';

/** Who stands behind a version. */
export interface VersionRecord {
  versionId: string;
  number: number;
  publishedAt: Temporal.Instant;
  /** The name of who published it; null: it came with the product. */
  publishedBy: string | null;
  approvedBy: string | null;
  approvedAt: Temporal.Instant | null;
  note: string | null;
}

export interface Approval {
  /** Whether it may not be published without. */
  isNeeded: boolean;
  /** Who looked at exactly this draft, the first one first. */
  given: { staffId: string; name: string; at: Temporal.Instant }[];
}

/** Who may find that something sensitive may be asked. */
const MAY_APPROVE = ['admin', 'privacy_officer'];
const LONGEST_NOTE = 500;
const VERSIONS_ON_A_PAGE = 50;

/** Draft to version: refuses what is wrong, and what nobody else has looked at where it is sensitive. */
@Injectable()
export class PublishingService {
  constructor(private readonly dataSource: DataSource) {}

  /** Everything wrong with a definition, and what could be better. It should be complete in every language that it has begun to speak. */
  problems(definition: QuestionnaireDefinition): DefinitionProblem[] {
    const words = wordingsOf(definition);
    const languages = CLIENT_LANGUAGES.filter((language) => words.some((wording) => wording[language]));
    return problemsIn(definition, { traits: TRAITS, languages });
  }

  /** Who approved of the draft as it is; of what is published already: nobody needs to. @throws NotFoundError */
  async approval(key: string): Promise<Approval> {
    const [row] = await this.dataSource.query(APPROVAL, [key]);
    if (!row) throw new NotFoundError(`no questionnaire "${key}"`, { questionnaire: key });
    const given: { staffId: string; name: string; at: string }[] = row.given;
    return {
      isNeeded: row.definition !== null && needsApproval(row.definition),
      given: given.map(({ at, ...by }) => ({ ...by, at: Temporal.Instant.from(at) })),
    };
  }

  /**
   * Records that somebody looked at exactly this draft and found that it may be asked.
   * @throws StaleDraftError when it is not the draft they saw; NotAllowedError for who is no administrator or privacy officer
   */
  async approve(key: string, revision: number, staffId: string, now: Temporal.Instant): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const questionnaireId = await lockQuestionnaire(tx, key);
      const [staff] = await tx.query(`select role from staff where id = $1 and deactivated_at is null`, [staffId]);
      if (!MAY_APPROVE.includes(staff?.role)) throw new NotAllowedError('only an administrator or the privacy officer approves');
      const { hash } = await draftSeen(tx, questionnaireId, revision);
      await tx.query(
        `insert into questionnaire_approval (questionnaire_id, definition_hash, approved_by, approved_at) values ($1, $2, $3, $4)
         on conflict do nothing`,
        [questionnaireId, hash, staffId, now],
      );
    });
  }

  /**
   * Makes the draft the next version. Check-ins under way finish on theirs.
   * @param given.revision of the draft they saw
   * @param given.note what changed and why, in their own words; may be empty
   * @returns the number of the version
   * @throws StaleDraftError, NotPublishableError, ApprovalMissingError, NothingChangedError, NotFoundError, InvalidInputError for the note
   */
  async publish(key: string, given: { revision: number; note: string }, staffId: string, now: Temporal.Instant): Promise<number> {
    const note = given.note.trim();
    if (note.length > LONGEST_NOTE) throw new InvalidInputError({ note: 'note-too-long' });
    return this.dataSource.transaction(async (tx) => {
      const questionnaireId = await lockQuestionnaire(tx, key);
      const { definition, hash } = await draftSeen(tx, questionnaireId, given.revision);
      const refused = this.problems(definition).filter(({ severity }) => severity === 'refused');
      if (refused.length > 0) throw new NotPublishableError(refused);
      const current = await currentOf(tx, questionnaireId, definition);
      if (current?.same) throw new NothingChangedError();
      const approval = await approvalByAnother(tx, questionnaireId, hash, staffId);
      if (needsApproval(definition) && !approval) throw new ApprovalMissingError();
      const number = (current?.number ?? 0) + 1;
      await tx.query(
        `insert into questionnaire_version
           (questionnaire_id, number, definition, published_at, published_by, approved_by, approved_at, note)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          questionnaireId,
          number,
          JSON.stringify(definition),
          now,
          staffId,
          approval?.approvedBy ?? null,
          approval?.approvedAt ?? null,
          note || null,
        ],
      );
      await tx.query(`update questionnaire set title = $2, purpose = $3 where id = $1`, [
        questionnaireId,
        definition.title.nl,
        definition.purpose.nl,
      ]);
      await tx.query(`delete from questionnaire_draft where questionnaire_id = $1`, [questionnaireId]);
      return number;
    });
  }

  /** The latest versions first: at most so many, those before a number. */
  async versions(key: string, { before = 2 ** 31 - 1, most = VERSIONS_ON_A_PAGE } = {}): Promise<VersionRecord[]> {
    const rows: VersionRow[] = await this.dataSource.query(
      `select ${RECORD} ${SIGNED} where q.key = $1 and v.number < $2 order by v.number desc limit $3`,
      [key, before, most],
    );
    return rows.map(recordOf);
  }

  /** @throws NotFoundError */
  async version(key: string, number: number): Promise<VersionRecord & { definition: QuestionnaireDefinition }> {
    const [row]: (VersionRow & { definition: QuestionnaireDefinition })[] = await this.dataSource.query(
      `select ${RECORD}, v.definition ${SIGNED} where q.key = $1 and v.number = $2`,
      [key, number],
    );
    if (!row) throw new NotFoundError(`no version ${number} of "${key}"`, { questionnaire: key, number });
    return { ...recordOf(row), definition: row.definition };
  }
}

/** @throws StaleDraftError when it is not, or no longer, the draft */
async function draftSeen(
  tx: EntityManager,
  questionnaireId: string,
  revision: number,
): Promise<{ definition: QuestionnaireDefinition; hash: string }> {
  const [draft] = await tx.query(
    `select definition, ${HASH} as hash from questionnaire_draft d where questionnaire_id = $1 and revision = $2`,
    [questionnaireId, revision],
  );
  if (!draft) throw new StaleDraftError();
  return draft;
}

async function currentOf(
  tx: EntityManager,
  questionnaireId: string,
  definition: QuestionnaireDefinition,
): Promise<{ number: number; same: boolean } | null> {
  const [current] = await tx.query(
    `select number, definition = $2::jsonb as same from questionnaire_version where questionnaire_id = $1 order by number desc limit 1`,
    [questionnaireId, JSON.stringify(definition)],
  );
  return current ?? null;
}

/** Two pairs of eyes: whoever publishes cannot be the one who approved. */
async function approvalByAnother(
  tx: EntityManager,
  questionnaireId: string,
  hash: string,
  publisher: string,
): Promise<{ approvedBy: string; approvedAt: Date } | null> {
  const [approval] = await tx.query(
    `select approved_by as "approvedBy", approved_at as "approvedAt" from questionnaire_approval
      where questionnaire_id = $1 and definition_hash = $2 and approved_by <> $3 order by approved_at limit 1`,
    [questionnaireId, hash, publisher],
  );
  return approval ?? null;
}

type VersionRow = Omit<VersionRecord, 'publishedAt' | 'approvedAt'> & { publishedAt: Date; approvedAt: Date | null };

function recordOf({ versionId, number, publishedAt, publishedBy, approvedBy, approvedAt, note }: VersionRow): VersionRecord {
  return {
    versionId,
    number,
    publishedAt: publishedAt.toTemporalInstant(),
    publishedBy,
    approvedBy,
    approvedAt: approvedAt?.toTemporalInstant() ?? null,
    note,
  };
}

/** Of jsonb, whose text is the same for what is the same, whatever the order of its fields was. */
const HASH = `encode(sha256(convert_to(d.definition::text, 'UTF8')), 'hex')`;

const APPROVAL = `
  select d.definition,
         (select coalesce(json_agg(json_build_object('staffId', s.id, 'name', s.name, 'at', a.approved_at) order by a.approved_at), '[]')
            from questionnaire_approval a join staff s on s.id = a.approved_by
           where a.questionnaire_id = q.id and a.definition_hash = ${HASH}) as given
    from questionnaire q left join questionnaire_draft d on d.questionnaire_id = q.id
   where q.key = $1`;

const RECORD = `v.id as "versionId", v.number, v.published_at as "publishedAt", publisher.name as "publishedBy",
  approver.name as "approvedBy", v.approved_at as "approvedAt", v.note`;

const SIGNED = `
    from questionnaire q join questionnaire_version v on v.questionnaire_id = q.id
    left join staff publisher on publisher.id = v.published_by
    left join staff approver on approver.id = v.approved_by`;
