import { Injectable } from '@nestjs/common';
import { DEFAULT_LANGUAGE, type ClientLanguage } from '#libs/platform';
import { DraftsService, PublishingService, type QuestionnaireDefinition } from '#libs/questionnaires';
import { languageChosen } from '../answering/journey.js';
import { languagesWithWords } from './trial.js';

/** What is looked at: a draft or a version, in a language it has words in. */
export interface Previewed {
  definition: QuestionnaireDefinition;
  /** null: the draft, or the current version where nothing was changed. */
  version: number | null;
  language: ClientLanguage;
}

/** Finds what a preview or a trial is about. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly drafts: DraftsService,
    private readonly publishing: PublishingService,
  ) {}

  /**
   * @param asked what stood in the address: `versie`, and `taal`; a language without words is Dutch
   * @throws NotFoundError
   */
  async find(key: string, { versie, taal }: { versie: unknown; taal: unknown }): Promise<Previewed> {
    const version = typeof versie === 'string' && /^\d{1,6}$/.test(versie) ? Number(versie) : null;
    const { definition } = version === null ? await this.drafts.open(key) : await this.publishing.version(key, version);
    return { definition, version, language: languageChosen(taal, languagesWithWords(definition)) ?? DEFAULT_LANGUAGE };
  }
}
