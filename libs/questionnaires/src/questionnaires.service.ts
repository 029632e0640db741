import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { QuestionnaireDefinition } from './domain/definition.js';
import { QuestionnaireVersion } from './questionnaire-version.entity.js';
import { STANDARD_QUESTIONNAIRE } from './standard-questionnaire.js';

export interface PublishedVersion {
  versionId: string;
  questionnaireId: string;
  definition: QuestionnaireDefinition;
}

/** Publishes questionnaires and gives back what was published. */
@Injectable()
export class QuestionnairesService {
  /** A published version never changes, so what one process remembers of it is never stale. */
  private readonly remembered = new Map<string, PublishedVersion>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * The questionnaire that comes with the product, published when it is new or has changed. What an administrator published stays: theirs is never
   * overwritten. Safe to call at every start, by several processes.
   * @returns the id of the version that is current afterwards
   */
  async ensureStandard(now: Temporal.Instant): Promise<string> {
    return this.dataSource.transaction((tx) => this.publish(tx, STANDARD_QUESTIONNAIRE, now));
  }

  /**
   * Publishes a definition in the name of the product as the next version, unless the current one is the same, or an administrator's own.
   * @returns the id of the version that is current afterwards
   */
  async publish(tx: EntityManager, definition: QuestionnaireDefinition, now: Temporal.Instant): Promise<string> {
    // `do update` locks the row: a second publisher waits here and then sees the version of the first.
    const [{ id: questionnaireId }] = await tx.query(
      `insert into questionnaire (key, title, purpose, created_at) values ($1, $2, $3, $4)
       on conflict (key) do update set key = excluded.key
       returning id`,
      [definition.key, definition.title.nl, definition.purpose.nl, now],
    );
    const [current] = await tx.query(
      `select id, number, definition = $2::jsonb as same, published_by is not null as own
         from questionnaire_version where questionnaire_id = $1 order by number desc limit 1`,
      [questionnaireId, JSON.stringify(definition)],
    );
    if (current?.same || current?.own) return current.id;
    await tx.query(`update questionnaire set title = $2, purpose = $3 where id = $1`, [
      questionnaireId,
      definition.title.nl,
      definition.purpose.nl,
    ]);
    const [{ id }] = await tx.query(
      `insert into questionnaire_version (questionnaire_id, number, definition, published_at) values ($1, $2, $3, $4) returning id`,
      [questionnaireId, (current?.number ?? 0) + 1, JSON.stringify(definition), now],
    );
    return id;
  }

  /** @throws NotFoundError when no questionnaire has this key */
  async currentVersion(tx: EntityManager, key: string): Promise<PublishedVersion> {
    const [row] = await tx.query(
      `select v.id from questionnaire_version v join questionnaire q on q.id = v.questionnaire_id
        where q.key = $1 order by v.number desc limit 1`,
      [key],
    );
    if (!row) throw new NotFoundError(`no questionnaire "${key}"`, { questionnaire: key });
    return this.version(tx, row.id);
  }

  /** The current version of every questionnaire, by the id of the questionnaire: what a round that opens now will ask. */
  async currentVersions(tx: EntityManager): Promise<Map<string, PublishedVersion>> {
    const rows: { id: string }[] = await tx.query(
      `select distinct on (questionnaire_id) id from questionnaire_version order by questionnaire_id, number desc`,
    );
    const versions = [];
    for (const { id } of rows) versions.push(await this.version(tx, id));
    return new Map(versions.map((version) => [version.questionnaireId, version]));
  }

  /** @throws NotFoundError */
  async version(tx: EntityManager, versionId: string): Promise<PublishedVersion> {
    const known = this.remembered.get(versionId);
    if (known) return known;
    const found = await tx.findOneBy(QuestionnaireVersion, { id: versionId });
    if (!found) throw new NotFoundError('no such version of a questionnaire');
    const version = { versionId, questionnaireId: found.questionnaireId, definition: found.definition };
    this.remembered.set(versionId, version);
    return version;
  }
}
