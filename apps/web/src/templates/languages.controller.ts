import { Body, Controller, Get, Header, HttpStatus, Param, Post, Query, Render, Req, Res } from '@nestjs/common';
import { LanguagesReadModel } from '#libs/insight';
import type { SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError, isClientLanguage, NotFoundError, type ClientLanguage, type Language } from '#libs/platform';
import { LanguagesService, TemplatesService, textsBesideDutch } from '#libs/wording';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { LANGUAGE_DONE, languagePage, languagesPage, type LanguageDone, type LanguagePageGiven } from './languages.page.js';

class DoneQuery {
  @IsOptional()
  @IsIn(LANGUAGE_DONE)
  gedaan?: LanguageDone;
}

class ReviewForm {
  @IsString()
  @MaxLength(5000)
  lezer = '';

  @IsOptional()
  @IsString()
  gelezen?: string;
}

const READER_PROBLEMS: Record<string, string> = { 'reviewer-missing': 'reader', 'reviewer-too-long': 'reader-long' };

/** The administrator: in which languages clients are spoken to, and who vouches for them. */
@Controller('beheer/talen')
@Roles('admin')
export class LanguagesController {
  constructor(
    private readonly languages: LanguagesService,
    private readonly templates: TemplatesService,
    private readonly counts: LanguagesReadModel,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('templates/languages')
  async list(@Req() request: StaffRequest) {
    const tx = this.dataSource.manager;
    const [statuses, counts, published] = await Promise.all([
      this.languages.statuses(tx),
      this.counts.clients(this.clock.today()),
      this.templates.newestVersions(tx),
    ]);
    const changed = Map.groupBy(
      published.filter(({ text }) => text !== null),
      ({ language }) => language,
    );
    return languagesPage(statuses, counts, new Map([...changed].map(([of, all]) => [of, all.length])), languageOf(request));
  }

  @Get(':taal')
  @Header('cache-control', 'no-store')
  @Render('templates/language')
  async show(@Param('taal') wanted: string, @Query() { gedaan: done }: DoneQuery, @Req() request: StaffRequest) {
    return this.page(demandLanguage(wanted), { done: done ?? null }, languageOf(request));
  }

  @Post(':taal/nagekeken')
  async review(
    @CurrentStaff() { staffId }: SignedInStaff,
    @Param('taal') wanted: string,
    @Body() { lezer: reader, gelezen: read }: ReviewForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const language = demandLanguage(wanted);
    const isSure = read === 'ja';
    const problems: NonNullable<LanguagePageGiven['filled']>['problems'] = isSure ? {} : { sure: 'sure' };
    try {
      await this.dataSource.transaction(async (tx) => {
        await this.languages.review(tx, { language, reviewedBy: reader, staffId }, this.clock.now());
        // Thrown inside, so that a review that nobody was sure of is not kept.
        if (!isSure) throw new InvalidInputError({ sure: 'sure' });
      });
      return void reply.redirect(`/beheer/talen/${language}?gedaan=nagekeken`, 303);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      if (error.fields['language'] !== undefined) return void reply.redirect(`/beheer/talen/${language}`, 303);
      const wrong = error.fields['reviewedBy'];
      if (wrong !== undefined) problems.reader = READER_PROBLEMS[wrong] ?? 'reader';
    }
    void reply.status(HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
    await reply.view(
      'templates/language',
      await this.page(language, { done: null, filled: { reader, isSure, problems } }, languageOf(request)),
    );
  }

  @Post(':taal/intrekken')
  async withdraw(@CurrentStaff() { staffId }: SignedInStaff, @Param('taal') wanted: string, @Res() reply: FastifyReply) {
    const language = demandLanguage(wanted);
    await this.dataSource.transaction((tx) => this.languages.withdraw(tx, { language, staffId }, this.clock.now()));
    return void reply.redirect(`/beheer/talen/${language}?gedaan=ingetrokken`, 303);
  }

  /** Where signing in, or another language of the screens, leads back to after a form that was refused. */
  @Get([':taal/nagekeken', ':taal/intrekken'])
  afterRefusal(@Param('taal') wanted: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`/beheer/talen/${demandLanguage(wanted)}`, 303);
  }

  private async page(of: ClientLanguage, given: Omit<LanguagePageGiven, 'status' | 'parts'>, language: Language) {
    const status = (await this.languages.statuses(this.dataSource.manager)).find((each) => each.language === of);
    if (!status) throw new NotFoundError('no such language');
    return languagePage({ ...given, status, parts: textsBesideDutch(of) }, language);
  }
}

function demandLanguage(wanted: string): ClientLanguage {
  if (!isClientLanguage(wanted)) throw new NotFoundError('no such language');
  return wanted;
}
