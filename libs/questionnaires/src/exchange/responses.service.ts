import { Injectable } from '@nestjs/common';
import { DEFAULT_LANGUAGE } from '#libs/platform';
import { findTrait, ObservationsService, type NewObservation } from '#libs/profiles';
import { DataSource, type EntityManager } from 'typeorm';
import { observedBy } from '../domain/observed-by.js';
import { ExchangeService, type ImportedResponse } from './exchange.service.js';
import { told } from './exchange-texts.js';
import type { ExchangeProblem, NotMapped } from './imported.js';

/** What became of a response. */
export interface TakenResponse {
  /** New observations; what was there already is not recorded again. */
  recorded: number;
  already: number;
  problems: ExchangeProblem[];
  notMapped: NotMapped[];
}

/** Responses of others to our questionnaires: what they say becomes observations, of the moment at which it was answered. */
@Injectable()
export class ResponsesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly exchange: ExchangeService,
    private readonly observations: ObservationsService,
  ) {}

  /**
   * Takes a FHIR R5 QuestionnaireResponse to one of our versions, of one of our clients. The same file again records nothing.
   * @param onRecorded in the same transaction: of whom something new is known
   * @throws NotFoundError when we have no such version
   */
  async import(
    text: string,
    now: Temporal.Instant,
    onRecorded: (tx: EntityManager, clientIds: readonly string[]) => Promise<void>,
  ): Promise<TakenResponse> {
    const read = await this.exchange.readResponse(text, now);
    if ('problems' in read) return refusing(read.problems);
    const { clientNumber, authored } = read.about;
    if (!authored || Temporal.Instant.compare(authored, now) > 0) return refusing([problem('fhir.response-moment')]);
    return this.dataSource.transaction(async (tx) => {
      // Locked, so that the same file twice at once is recorded once.
      const [client] = await tx.query(`select id from client where client_number = $1 for no key update`, [clientNumber]);
      if (!client) return refusing([problem('fhir.response-client')]);
      const found = observationsOf(read, client.id, authored, now);
      const fresh = await withoutKnown(tx, client.id, authored, found);
      await this.observations.record(tx, fresh);
      if (fresh.length > 0) await onRecorded(tx, [client.id]);
      return { recorded: fresh.length, already: found.length - fresh.length, problems: [], notMapped: read.notMapped };
    });
  }
}

/** An answer without a trait stays where it was: only what is known of a client is taken over. */
function observationsOf(
  { definition, versionId, answers }: ImportedResponse,
  clientId: string,
  observedAt: Temporal.Instant,
  recordedAt: Temporal.Instant,
): NewObservation[] {
  return definition.items.flatMap((item): NewObservation[] => {
    const answer = answers.get(item.key);
    const observed = answer && observedBy(item, answer);
    if (!observed || !findTrait(observed.trait)) return [];
    return [
      {
        ...observed,
        clientId,
        observedAt,
        recordedAt,
        source: 'import',
        channel: 'import',
        mode: 'file',
        questionnaireVersionId: versionId,
        checkInId: null,
        language: DEFAULT_LANGUAGE,
      },
    ];
  });
}

async function withoutKnown(
  tx: EntityManager,
  clientId: string,
  observedAt: Temporal.Instant,
  found: readonly NewObservation[],
): Promise<NewObservation[]> {
  const known: { trait: string }[] = await tx.query(
    `select distinct trait from trait_observation where client_id = $1 and trait = any ($2) and observed_at = $3`,
    [clientId, found.map(({ trait }) => trait), observedAt],
  );
  // Of one moment one thing is known: a second value for it would be a correction, and a correction has somebody's name and reason.
  const traits = new Set(known.map(({ trait }) => trait));
  return found.filter(({ trait }) => !traits.has(trait));
}

function problem(code: string): ExchangeProblem {
  return told({ place: '', code, values: {}, severity: 'refused' as const });
}

function refusing(problems: ExchangeProblem[]): TakenResponse {
  return { recorded: 0, already: 0, problems, notMapped: [] };
}
