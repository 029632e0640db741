import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { QuestionnaireDefinition } from './domain/definition.js';
import { keyOf } from './domain/key-of.js';
import { STANDARD_KEY } from './domain/standard-questionnaire.js';
import { tidyDefinition } from './domain/tidy-definition.js';
import { StaleDraftError } from './questionnaires.errors.js';
import { STANDARD_QUESTIONNAIRE } from './standard-questionnaire.js';

/** What administrators work on: as it was saved last, or as it is published when nobody changed it yet. */
export interface Draft {
  key: string;
  definition: QuestionnaireDefinition;
  /** Goes along with saving, and is never the same twice. Below zero: nothing was changed yet, it is what version 1 (-1), 2 (-2) … says. */
  revision: number;
  /** The number of the version it began as; null: it is new. */
  basedOn: number | null;
  /** null as long as nothing was changed. */
  changedAt: Temporal.Instant | null;
  changedBy: string | null;
}

/** A questionnaire in the list of administrators. */
export interface ListedQuestionnaire {
  key: string;
  /** The draft if there is one, else the current version. */
  definition: QuestionnaireDefinition;
  published: { number: number; publishedAt: Temporal.Instant; publishedBy: string | null } | null;
  draft: { revision: number; changedAt: Temporal.Instant; changedBy: string } | null;
  /** The product comes with another version than was ever published here: an administrator's own version is never overwritten. */
  hasNewerStandard: boolean;
}

/** So many questionnaires are listed: an office has a handful. */
const MOST_LISTED = 500;
/** In characters of JSON: fifty items in eight languages are a third of it. */
const LONGEST_DEFINITION = 500_000;

/** Questionnaires while they are being made: one draft each, which whoever saves has seen. */
@Injectable()
export class DraftsService {
  constructor(private readonly dataSource: DataSource) {}

  /** Every questionnaire, by title. */
  async list(): Promise<ListedQuestionnaire[]> {
    const rows: ListRow[] = await this.dataSource.query(LIST, [STANDARD_KEY, JSON.stringify(STANDARD_QUESTIONNAIRE), MOST_LISTED]);
    return rows.map(({ key, definition, hasNewerStandard, ...row }) => ({
      key,
      definition,
      hasNewerStandard,
      published: row.number === null ? null : { number: row.number, publishedAt: instant(row.publishedAt), publishedBy: row.publishedBy },
      draft: row.revision === null ? null : { revision: row.revision, changedAt: instant(row.changedAt), changedBy: String(row.changedBy) },
    }));
  }

  /** Reads and makes nothing. @throws NotFoundError */
  async open(key: string): Promise<Draft> {
    const [row]: DraftRow[] = await this.dataSource.query(OPEN, [key]);
    if (!row) throw new NotFoundError(`no questionnaire "${key}"`, { questionnaire: key });
    return { ...row, key, changedAt: row.changedAt && instant(row.changedAt) };
  }

  /** A new questionnaire as a draft. Its key is made from its Dutch title, whatever key it carries. @returns the key */
  async create(definition: QuestionnaireDefinition, staffId: string, now: Temporal.Instant): Promise<string> {
    const tidied = tidyDefinition(definition);
    return this.dataSource.transaction(async (tx) => {
      const { id, key } = await takeKey(tx, tidied, now);
      await tx.query(
        `insert into questionnaire_draft (questionnaire_id, based_on, definition, changed_at, changed_by) values ($1, null, $2, $3, $4)`,
        [id, jsonOf({ ...tidied, key }), now, staffId],
      );
      return key;
    });
  }

  /**
   * Keeps a draft, also one that cannot be published yet. What is kept already stays as it is, and so does its revision.
   * @param revision as `open` told it
   * @returns the next revision
   * @throws StaleDraftError, NotFoundError
   */
  async save(key: string, revision: number, definition: QuestionnaireDefinition, staffId: string, now: Temporal.Instant): Promise<number> {
    const json = jsonOf({ ...tidyDefinition(definition), key });
    return this.dataSource.transaction(async (tx) => {
      const questionnaireId = await lockQuestionnaire(tx, key);
      const [seen] = await tx.query(SEEN, [questionnaireId, revision, json]);
      if (!seen) throw new StaleDraftError();
      if (seen.same) return revision;
      const [{ revision: next }] = await tx.query(
        `insert into questionnaire_draft (questionnaire_id, based_on, definition, changed_at, changed_by) values ($1, $2, $3, $4, $5)
         on conflict (questionnaire_id) do update
           set definition = excluded.definition, revision = excluded.revision, changed_at = excluded.changed_at, changed_by = excluded.changed_by
         returning revision`,
        [questionnaireId, seen.basedOn, json, now, staffId],
      );
      return next;
    });
  }

  /** Throws a draft away; a questionnaire that was never published is gone then. @throws StaleDraftError, NotFoundError */
  async discard(key: string, revision: number): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const questionnaireId = await lockQuestionnaire(tx, key);
      const [, gone] = await tx.query(`delete from questionnaire_draft where questionnaire_id = $1 and revision = $2`, [
        questionnaireId,
        revision,
      ]);
      if (gone === 0) throw new StaleDraftError();
      const [{ published }] = await tx.query(`select exists (select from questionnaire_version where questionnaire_id = $1) as published`, [
        questionnaireId,
      ]);
      if (published) return;
      await tx.query(`delete from questionnaire_approval where questionnaire_id = $1`, [questionnaireId]);
      await tx.query(`delete from questionnaire where id = $1`, [questionnaireId]);
    });
  }
}

/** One change of a questionnaire at a time. @throws NotFoundError */
export async function lockQuestionnaire(tx: EntityManager, key: string): Promise<string> {
  const [row] = await tx.query(`select id from questionnaire where key = $1 for update`, [key]);
  if (!row) throw new NotFoundError(`no questionnaire "${key}"`, { questionnaire: key });
  return row.id;
}

/** The first free one of: the key of the title, the same with 2 behind it, with 3 … Two administrators at once get two. */
async function takeKey(
  tx: EntityManager,
  { title, purpose }: QuestionnaireDefinition,
  now: Temporal.Instant,
): Promise<{ id: string; key: string }> {
  const first = keyOf(title.nl);
  for (let number = 1; ; number++) {
    const key = number === 1 ? first : `${first}-${number}`;
    const [made] = await tx.query(
      `insert into questionnaire (key, title, purpose, created_at) values ($1, $2, $3, $4) on conflict (key) do nothing returning id`,
      [key, title.nl, purpose.nl, now],
    );
    if (made) return { id: made.id, key };
  }
}

/** @throws InvalidInputError when it is too large to be meant */
function jsonOf(definition: QuestionnaireDefinition): string {
  const json = JSON.stringify(definition);
  if (json.length > LONGEST_DEFINITION) throw new InvalidInputError({ definition: 'definition-too-large' });
  return json;
}

function instant(at: Date | null): Temporal.Instant {
  return (at as Date).toTemporalInstant();
}

interface DraftRow extends Omit<Draft, 'changedAt'> {
  changedAt: Date | null;
}

interface ListRow extends Pick<ListedQuestionnaire, 'key' | 'definition' | 'hasNewerStandard'> {
  number: number | null;
  publishedAt: Date | null;
  publishedBy: string | null;
  revision: number | null;
  changedAt: Date | null;
  changedBy: string | null;
}

const LATEST = `
  left join lateral (select * from questionnaire_version of_it where of_it.questionnaire_id = q.id order by number desc limit 1) v on true
  left join questionnaire_draft d on d.questionnaire_id = q.id`;

const LIST = `
  select q.key, coalesce(d.definition, v.definition) as definition, v.number, v.published_at as "publishedAt", publisher.name as "publishedBy",
         d.revision, d.changed_at as "changedAt", changer.name as "changedBy",
         q.key = $1 and not exists (
           select from questionnaire_version s where s.questionnaire_id = q.id and s.definition = $2::jsonb
         ) as "hasNewerStandard"
    from questionnaire q ${LATEST}
    left join staff publisher on publisher.id = v.published_by
    left join staff changer on changer.id = d.changed_by
   where d.revision is not null or v.number is not null
   order by coalesce(d.definition, v.definition) -> 'title' ->> 'nl', q.key limit $3`;

const OPEN = `
  select coalesce(d.definition, v.definition) as definition, coalesce(d.revision, -v.number) as revision,
         case when d.revision is null then v.number else d.based_on end as "basedOn", d.changed_at as "changedAt", changer.name as "changedBy"
    from questionnaire q ${LATEST}
    left join staff changer on changer.id = d.changed_by
   where q.key = $1 and (d.revision is not null or v.number is not null)`;

/** What somebody saw, if it is still so: the draft of that revision, or that version when there is no draft and it is the latest. */
const SEEN = `
  select case when d.revision is null then v.number else d.based_on end as "basedOn", coalesce(d.definition, v.definition) = $3::jsonb as same
    from questionnaire q ${LATEST}
   where q.id = $1 and coalesce(d.revision, -v.number) = $2`;
