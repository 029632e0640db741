import { Injectable } from '@nestjs/common';
import { localDate, NotFoundError } from '#libs/platform';
import { DataSource } from 'typeorm';
import type { ItemAnswer, QuestionnaireDefinition } from '../domain/definition.js';
import { DraftsService } from '../drafts.service.js';
import { instrumentOf } from '../instruments/catalogue.js';
import { questionnaireFromPack } from '../instruments/text-pack.js';
import { PublishingService } from '../publishing.service.js';
import { definitionRemarks } from './definition-remarks.js';
import { told } from './exchange-texts.js';
import { aboutResponse, answersFromFhir, type ReadResponse } from './fhir/response-from-fhir.js';
import { questionnaireFromFhir } from './fhir/questionnaire-from-fhir.js';
import { questionnaireToFhir } from './fhir/questionnaire-to-fhir.js';
import { responseToFhir, type AnsweredCheckIn } from './fhir/response-to-fhir.js';
import type { ExchangeFile, ExchangeProblem, Imported, NotMapped, Remark } from './imported.js';
import { exportQuestionnaire, importQuestionnaire, readJson } from './questionnaire-file.js';

interface VersionRow {
  id: string;
  number: number;
  definition: QuestionnaireDefinition;
  publishedAt: Date;
  isCurrent: boolean;
}

/** A response of others, with the version it answers. */
export interface ImportedResponse {
  about: ReadResponse;
  versionId: string;
  definition: QuestionnaireDefinition;
  answers: Map<string, ItemAnswer>;
  notMapped: NotMapped[];
}

const VERSION = `
  select version.id, version.number, version.definition, version.published_at as "publishedAt",
         not exists (select from questionnaire_version later
                      where later.questionnaire_id = version.questionnaire_id and later.number > version.number) as "isCurrent"
    from questionnaire_version version
    join questionnaire on questionnaire.id = version.questionnaire_id
   where questionnaire.key = $1 and ($2::integer is null or version.number = $2)
   order by version.number desc
   limit 1`;

/** Questionnaires as files: out of any published version, and in as a draft. Nothing is ever published by it. */
@Injectable()
export class ExchangeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly drafts: DraftsService,
    private readonly publishing: PublishingService,
  ) {}

  /**
   * One version as our own JSON (docs/schemas/questionnaire.schema.json).
   * @param number of the version; without: the current one
   * @throws NotFoundError
   */
  async exportJson(key: string, number?: number): Promise<ExchangeFile> {
    const version = await this.version(key, number);
    return {
      name: `${key}.${version.number}.json`,
      contentType: 'application/json',
      text: exportQuestionnaire(version.definition, version.number),
      notMapped: [],
    };
  }

  /**
   * One version as a FHIR R5 Questionnaire, with a list of what FHIR has no place for.
   * @param number of the version; without: the current one
   * @throws NotFoundError
   */
  async exportFhir(key: string, number?: number): Promise<ExchangeFile> {
    const version = await this.version(key, number);
    const publishedAt = Temporal.Instant.fromEpochMilliseconds(version.publishedAt.getTime());
    const { resource, notMapped } = questionnaireToFhir(version.definition, { ...version, publishedAt });
    return {
      name: `${key}.${version.number}.fhir.json`,
      contentType: 'application/fhir+json',
      text: `${JSON.stringify(resource, null, 2)}\n`,
      notMapped: notMapped.map(told),
    };
  }

  /** Takes our own JSON up as a draft. What is wrong with it is said in `problems`; only with a `key` in the answer was a draft made. */
  async importJson(text: string, staffId: string, now: Temporal.Instant): Promise<Imported> {
    const read = importQuestionnaire(text);
    return 'problems' in read ? refused(read.problems) : this.takeUp(read.found, [], staffId, now);
  }

  /** Takes a FHIR R5 Questionnaire up as a draft. What we have no place for is said in `notMapped`. */
  async importFhir(text: string, staffId: string, now: Temporal.Instant): Promise<Imported> {
    const json = readJson(text);
    if ('problems' in json) return refused(json.problems);
    const read = questionnaireFromFhir(json.found);
    return 'problems' in read ? refused(read.problems) : this.takeUp(read.found, read.notMapped.map(told), staffId, now);
  }

  /** Takes an instrument of the catalogue whose words we have up as a draft. @throws NotFoundError */
  async takeUpInstrument(key: string, staffId: string, now: Temporal.Instant): Promise<Imported> {
    const instrument = instrumentOf(key);
    if (instrument?.words !== 'here') throw new NotFoundError(`no instrument "${key}" with words`, { instrument: key });
    return this.takeUp(instrument.definition, [], staffId, now);
  }

  /**
   * Takes an instrument whose words the office brings up as a draft.
   * @param acknowledgedBy who found out that the office may use these words
   * @throws NotFoundError when no instrument of this name waits for words
   */
  async importTextPack(key: string, text: string, acknowledgedBy: string, staffId: string, now: Temporal.Instant): Promise<Imported> {
    const instrument = instrumentOf(key);
    if (instrument?.words !== 'needs-text-pack') throw new NotFoundError(`no instrument "${key}" without words`, { instrument: key });
    const read = questionnaireFromPack(instrument, text, acknowledgedBy);
    return 'problems' in read ? refused(read.problems) : this.takeUp(read.found, [], staffId, now);
  }

  /**
   * What was answered in one check-in, as a FHIR R5 QuestionnaireResponse. It is somebody's file: the caller looks whether it may be opened, and
   * writes the look down.
   */
  exportResponse(definition: QuestionnaireDefinition, checkIn: AnsweredCheckIn): ExchangeFile {
    const resource = responseToFhir(definition, checkIn);
    return {
      // Its id and nothing of whose it is: file names get around.
      name: `check-in.${checkIn.id}.fhir.json`,
      contentType: 'application/fhir+json',
      text: `${JSON.stringify(resource, null, 2)}\n`,
      notMapped: [],
    };
  }

  /** Reads a FHIR R5 QuestionnaireResponse to one of our versions; stores nothing. @throws NotFoundError when we have no such version */
  async readResponse(text: string, now: Temporal.Instant): Promise<ImportedResponse | { problems: ExchangeProblem[] }> {
    const json = readJson(text);
    if ('problems' in json) return { problems: refused(json.problems).problems };
    const about = aboutResponse(json.found);
    if (!about) return { problems: refused([{ place: '', code: 'fhir.other-response', values: {} }]).problems };
    const { id, definition } = await this.version(about.questionnaireKey ?? '', about.versionNumber ?? undefined);
    const { answers, notMapped } = answersFromFhir(definition, json.found, localDate(about.authored ?? now));
    return { about, versionId: id, definition, answers, notMapped: notMapped.map(told) };
  }

  private async version(key: string, number?: number): Promise<VersionRow> {
    const [row]: VersionRow[] = await this.dataSource.query(VERSION, [key, number ?? null]);
    if (!row)
      throw new NotFoundError(`no version ${number ?? 1} of a questionnaire "${key}"`, { questionnaire: key, version: number ?? 1 });
    return row;
  }

  private async takeUp(
    definition: QuestionnaireDefinition,
    notMapped: NotMapped[],
    staffId: string,
    now: Temporal.Instant,
  ): Promise<Imported> {
    const key = await this.drafts.create(definition, staffId, now);
    return { key, problems: definitionRemarks(definition, this.publishing.problems(definition)), notMapped };
  }
}

function refused(problems: readonly Remark[]): Imported {
  return { key: null, problems: problems.map((problem) => told({ ...problem, severity: 'refused' as const })), notMapped: [] };
}
