import { IdColumn, InstantColumn, PlainDateColumn } from '#libs/platform';
import { Column, Entity } from 'typeorm';
import type { InterventionOutcome, InterventionState, StopReason } from './domain/ending.js';

/** What was planned or started with a client; one that has ended has an outcome, and never changes again. */
@Entity('intervention')
export class Intervention {
  @IdColumn()
  id: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId: string;

  /** A code of the catalogue. */
  @Column({ type: 'text' })
  type: string;

  @Column({ type: 'text' })
  state: InterventionState;

  /** null while it is offered or waits for a place. */
  @PlainDateColumn({ name: 'starts_on', nullable: true })
  startsOn: Temporal.PlainDate | null;

  @PlainDateColumn({ name: 'ends_on', nullable: true })
  endsOn: Temporal.PlainDate | null;

  @Column({ type: 'text', nullable: true })
  outcome: InterventionOutcome | null;

  /** Why it ended before it was done. */
  @Column({ name: 'stop_reason', type: 'text', nullable: true })
  stopReason: StopReason | null;

  @Column({ name: 'outcome_note', type: 'text', nullable: true })
  outcomeNote: string | null;

  @Column({ name: 'suggestion_id', type: 'uuid', nullable: true })
  suggestionId: string | null;

  @Column({ name: 'planned_by', type: 'uuid' })
  plannedBy: string;

  @InstantColumn({ name: 'planned_at' })
  plannedAt: Temporal.Instant;

  @Column({ name: 'ended_by', type: 'uuid', nullable: true })
  endedBy: string | null;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt: Temporal.Instant | null;
}
