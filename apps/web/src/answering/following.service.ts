import { Injectable } from '@nestjs/common';
import { AnsweringService } from '#libs/checkins';
import { CLIENT_LANGUAGES, Clock, DEFAULT_LANGUAGE, type ClientLanguage } from '#libs/platform';
import { languagesOf } from '#libs/questionnaires';
import { LanguagesService } from '#libs/wording';
import { DataSource } from 'typeorm';
import { languageChosen, mayPrefer, mayTell, type Journey } from './journey.js';

/** Follows links: where one leads, in the language that was asked for, if that may be used. */
@Injectable()
export class FollowingService {
  constructor(
    private readonly answering: AnsweringService,
    private readonly languages: LanguagesService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes nothing. Another language than was asked for stands in for one that nobody has looked at, or that these questions lack.
   * @param taal what stood behind `?taal=`
   * @throws LinkUnknownError
   */
  async follow(token: string, taal: unknown): Promise<Journey> {
    const now = this.clock.now();
    const [found, spoken] = await Promise.all([this.answering.find(token, now), this.spoken()]);
    const complete = new Set(languagesOf(found.definition));
    const languages = spoken.filter((language) => complete.has(language));
    const view = { ...found, language: languageChosen(found.language, languages) ?? DEFAULT_LANGUAGE };
    const language = languageChosen(taal, languages) ?? view.language;
    return { token, view, languages, language, mayPrefer: mayPrefer(view, now), mayTell: mayTell(view, now) };
  }

  /** The languages that may be used, in the order in which they are offered. */
  async spoken(): Promise<ClientLanguage[]> {
    const reviewed = await this.languages.reviewed(this.dataSource.manager);
    return CLIENT_LANGUAGES.filter((language) => language === DEFAULT_LANGUAGE || reviewed.has(language));
  }
}
