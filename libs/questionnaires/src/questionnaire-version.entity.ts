import { IdColumn, InstantColumn } from '#libs/platform';
import { Column, Entity } from 'typeorm';
import type { QuestionnaireDefinition } from './domain/definition.js';

/** A questionnaire as it was published: the database refuses to change it. */
@Entity('questionnaire_version')
export class QuestionnaireVersion {
  @IdColumn()
  id: string;

  @Column({ name: 'questionnaire_id', type: 'uuid' })
  questionnaireId: string;

  /** 1, 2, 3 …: the highest is the current one. */
  @Column({ type: 'integer' })
  number: number;

  @Column({ type: 'jsonb' })
  definition: QuestionnaireDefinition;

  @InstantColumn({ name: 'published_at' })
  publishedAt: Temporal.Instant;
}
