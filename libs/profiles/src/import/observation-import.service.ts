import { importRows, type RowImportOptions, type RowImportReport } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { OBSERVATION_COLUMNS } from '../domain/observation-columns.js';
import { severityOfObservationProblem, tellObservationProblem, type ObservationFileProblem } from '../domain/observation-problems.js';
import { observationReader } from '../domain/observation-row.js';
import { PartitionsService } from '../partitions.service.js';
import { openObservationStaging, refuseContradictoryObservations, refuseUnknownClients, stageObservations } from './observation-staging.js';
import {
  compareObservations,
  spanOfObservations,
  touchedClients,
  writeObservations,
  type ObservationCounts,
} from './observation-writing.js';

export interface ObservationImportOptions extends RowImportOptions<ObservationFileProblem> {
  /** The traits of modules that are off: their rows are refused. */
  closedTraits: ReadonlySet<string>;
  /** What follows from it for these clients, in the same transaction. Called when something was written. */
  onWritten?: (tx: EntityManager, clientIds: readonly string[]) => Promise<void>;
}

/** new, changed and unchanged count observations. */
export interface ObservationImportReport extends RowImportReport, ObservationCounts {}

/** Rows to a COPY: memory holds one batch, the database the rest. */
const BATCH = 10_000;

@Injectable()
export class ObservationImportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly partitions: PartitionsService,
  ) {}

  /**
   * Takes in observations from before this product, or from conversations at the desk, in one transaction (columns: OBSERVATION_COLUMNS).
   * An observation is known by client, trait, moment and source: the same file again adds nothing, and another value for one that a file
   * brought before takes its place (same moment, recorded now; the one before stays readable for the privacy officer).
   * @throws UnreadableFileError when the file as a whole is not such a file
   */
  async import(file: string, options: ObservationImportOptions, now: Temporal.Instant): Promise<ObservationImportReport> {
    const rules = { now, oldestKept: this.partitions.oldestKept(now), closedTraits: options.closedTraits };
    return importRows(
      this.dataSource,
      file,
      {
        columns: OBSERVATION_COLUMNS,
        together: 'clientNumber',
        batch: BATCH,
        open: async ({ manager: tx }) => {
          await openObservationStaging(tx);
          return observationReader(rules);
        },
        stage: stageObservations,
        settle: async (tx) => {
          await refuseContradictoryObservations(tx);
          const counts = await compareObservations(tx);
          await refuseUnknownClients(tx);
          return counts;
        },
        write: (tx) => this.write(tx, options.onWritten, now),
        severityOf: severityOfObservationProblem,
        tell: tellObservationProblem,
      },
      options,
    );
  }

  private async write(tx: EntityManager, onWritten: ObservationImportOptions['onWritten'], now: Temporal.Instant): Promise<void> {
    const span = await spanOfObservations(tx);
    if (!span) return;
    await this.partitions.makeRoom(tx, span.from, span.to);
    await writeObservations(tx, now);
    if (onWritten) await onWritten(tx, await touchedClients(tx));
  }
}
