import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ExchangeFile, Imported } from './imported.js';

/** Questionnaires as files: out of any published version, and in as a draft. Nothing is ever published by it. */
@Injectable()
export class ExchangeService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * One version as our own JSON (docs/schemas/questionnaire.schema.json).
   * @param number of the version; without: the current one
   * @throws NotFoundError
   */
  async exportJson(_key: string, _number?: number): Promise<ExchangeFile> {
    throw new Error('not built yet');
  }

  /**
   * One version as a FHIR R5 Questionnaire, with a list of what FHIR has no place for.
   * @param number of the version; without: the current one
   * @throws NotFoundError
   */
  async exportFhir(_key: string, _number?: number): Promise<ExchangeFile> {
    throw new Error('not built yet');
  }

  /** Takes our own JSON up as a draft. What is wrong with it is said in `problems`; only with a `key` in the answer was a draft made. */
  async importJson(_text: string, _staffId: string, _now: Temporal.Instant): Promise<Imported> {
    throw new Error('not built yet');
  }

  /** Takes a FHIR R5 Questionnaire up as a draft. What we have no place for is said in `notMapped`. */
  async importFhir(_text: string, _staffId: string, _now: Temporal.Instant): Promise<Imported> {
    throw new Error('not built yet');
  }
}
