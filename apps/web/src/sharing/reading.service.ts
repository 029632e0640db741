import { Injectable } from '@nestjs/common';
import { CLIENT_LANGUAGES, Clock, DEFAULT_LANGUAGE, type ClientLanguage } from '#libs/platform';
import { LinksService, ShownService, type FollowedLink, type ShownSuggestion } from '#libs/sharing';
import { LanguagesService } from '#libs/wording';
import { DataSource } from 'typeorm';
import { languageChosen, type Speech } from '../answering/journey.js';

/** Somebody with a link to what was shared. */
export interface Reader extends Speech {
  /** As it was typed: a link that was copied in capitals keeps working as it is. */
  token: string;
  link: FollowedLink;
  /** Their own, when its texts were reviewed; else Dutch. */
  ownLanguage: ClientLanguage;
}

/** Follows links to what was shared: where one leads, in the language that was asked for, if that may be used. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly links: LinksService,
    private readonly shownTo: ShownService,
    private readonly languages: LanguagesService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Changes nothing. @param taal what stood behind `?taal=` @throws ShareLinkUnknownError */
  async follow(token: string, taal: unknown): Promise<Reader> {
    const [link, languages] = await Promise.all([this.links.find(token, this.clock.now()), this.spoken()]);
    const ownLanguage = languageChosen(link.language, languages) ?? DEFAULT_LANGUAGE;
    return { token, link, languages, ownLanguage, language: languageChosen(taal, languages) ?? ownLanguage };
  }

  /** What stands behind the link now: for who has shown the year of birth. */
  shown({ link }: Reader): Promise<ShownSuggestion[]> {
    return this.shownTo.shown(this.dataSource.manager, link.clientId, 'link', this.clock.now());
  }

  /** The languages that may be used, in the order in which they are offered. */
  async spoken(): Promise<ClientLanguage[]> {
    const reviewed = await this.languages.reviewed(this.dataSource.manager);
    return CLIENT_LANGUAGES.filter((language) => language === DEFAULT_LANGUAGE || reviewed.has(language));
  }
}
