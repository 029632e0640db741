import { Test } from '@nestjs/testing';
import { PlatformModule, readConfiguration } from '#libs/platform';
import { ObservationsService, ProfilesModule, type NewObservation } from '#libs/profiles';
import {
  DecisionsService,
  ReconsideringService,
  ReviewsService,
  RulesModule,
  RulesService,
  SuggestionsService,
  type SuggestionEvidence,
} from '#libs/rules';
import { DataSource, type EntityManager } from 'typeorm';
import { aDatabase } from './database.js';
import type { Said } from './rule-profile.js';

export interface StoredSuggestion {
  id: string;
  intervention: string;
  stance: 'suggest' | 'advise_against';
  rank: number;
  from_wish: boolean;
  evidence: SuggestionEvidence;
  check_in_id: string | null;
  made_at: Date;
  confirmed_at: Date;
  withdrawn_at: Date | null;
  withdrawn_reason: string | null;
  decided_at: Date | null;
}

/** Rules, suggestions and decisions on a database of this spec file's own, with the standard rules in force. */
export async function aSuggestingOffice(now: Temporal.Instant) {
  const database = await aDatabase();
  const configuration = { ...readConfiguration({ DEMO: 'on', LOG_LEVEL: 'fatal' }), databaseUrl: database.url };
  const app = await Test.createTestingModule({ imports: [PlatformModule.with(configuration), ProfilesModule, RulesModule] }).compile();
  await app.init();
  const dataSource = app.get(DataSource);
  const observations = app.get(ObservationsService);
  const suggestions = app.get(SuggestionsService);
  await app.get(RulesService).ensureStandard(now);
  let number = 0;

  async function aClient(): Promise<string> {
    const [{ id }] = await dataSource.query(
      `insert into client (client_number, first_name, last_name) values ($1, 'Noor', 'Voorbeeld') returning id`,
      [`S${(number += 1)}`],
    );
    return id;
  }

  async function aCoach(): Promise<string> {
    const [{ id }] = await dataSource.query(`insert into staff (name, role) values ('Coach Voorbeeld', 'coach') returning id`);
    return id;
  }

  async function observe(tx: EntityManager, clientId: string, answers: Record<string, Said>, at: Temporal.Instant): Promise<void> {
    const observed = Object.entries(answers).map(([trait, said]): NewObservation => {
      const isValue = typeof said === 'number';
      return {
        clientId,
        trait,
        state: isValue ? 'answered' : said,
        value: isValue ? said : null,
        observedAt: at,
        recordedAt: at,
        source: 'self_report',
        channel: 'sms',
        mode: 'self',
        questionnaireVersionId: null,
        checkInId: null,
        language: 'nl',
      };
    });
    await observations.record(tx, observed);
  }

  /** As a check-in does it: what was answered and what follows from it, in one transaction. */
  async function answer(
    clientId: string,
    answers: Record<string, Said>,
    at: Temporal.Instant,
    checkInId: string | null = null,
  ): Promise<void> {
    await dataSource.transaction(async (tx) => {
      await observe(tx, clientId, answers, at);
      await suggestions.review(tx, { clientId, checkInId }, at);
    });
  }

  /** Every suggestion ever made for this client: the open ones by rank, then the others. */
  async function suggestionsFor(clientId: string): Promise<StoredSuggestion[]> {
    return dataSource.query(
      `select * from suggestion where client_id = $1
        order by (withdrawn_at is null and decided_at is null) desc, rank, made_at, id`,
      [clientId],
    );
  }

  async function openFor(clientId: string): Promise<StoredSuggestion[]> {
    return (await suggestionsFor(clientId)).filter((suggestion) => !suggestion.withdrawn_at && !suggestion.decided_at);
  }

  async function close(): Promise<void> {
    await app.close();
    await database.drop();
  }

  return {
    dataSource,
    /** Any service of rules or below. */
    get: <T>(type: new (...given: never[]) => T): T => app.get(type, { strict: false }),
    rules: app.get(RulesService),
    suggestions,
    reviews: app.get(ReviewsService),
    decisions: app.get(DecisionsService),
    reconsidering: app.get(ReconsideringService),
    aClient,
    aCoach,
    observe,
    answer,
    suggestionsFor,
    openFor,
    close,
  };
}
