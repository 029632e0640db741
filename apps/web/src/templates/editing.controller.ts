import { Body, Controller, Get, Header, HttpCode, HttpStatus, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { LanguagesReadModel } from '#libs/insight';
import type { SignedInStaff } from '#libs/people';
import {
  Clock,
  CONFIGURATION,
  DEFAULT_LANGUAGE,
  InvalidInputError,
  NotFoundError,
  type Configuration,
  type Language,
} from '#libs/platform';
import {
  LanguagesService,
  problemsWithTemplate,
  shippedText,
  TemplatesService,
  type LanguageStatus,
  type TemplateKey,
  type TemplateText,
} from '#libs/wording';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { previewPage } from './preview.page.js';
import { pathOf } from './template-names.js';
import { FIELD_NAMES, TEMPLATE_DONE, templatePage, type TemplateDone, type TemplatePageGiven } from './template.page.js';
import { keyFrom, TemplateForm, TemplatePath, textFrom } from './template.form.js';

class DoneQuery {
  @IsOptional()
  @IsIn(TEMPLATE_DONE)
  gedaan?: TemplateDone;
}

type Shown = Partial<Pick<TemplatePageGiven, 'text' | 'reviewedBy' | 'problems' | 'reviewerProblem' | 'done'>>;

/** The administrator writes a message: looks at it, publishes it, or goes back to the text of the product. */
@Controller('beheer/berichten/:purpose/:channel/:language/:form')
@Roles('admin')
export class EditingController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly languages: LanguagesService,
    private readonly counts: LanguagesReadModel,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  async show(@Param() path: TemplatePath, @Query() { gedaan: done }: DoneQuery, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    await this.view(keyFrom(path), { done: done ?? null }, request, reply);
  }

  @Post()
  @HttpCode(HttpStatus.OK)
  async write(
    @CurrentStaff() { staffId }: SignedInStaff,
    @Param() path: TemplatePath,
    @Body() form: TemplateForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const key = keyFrom(path);
    if (form.actie === 'terug') return this.restore(key, staffId, reply);
    const text = textFrom(form, key);
    const reviewedBy = form[FIELD_NAMES.reviewedBy] ?? '';
    if (form.actie !== 'publiceer') return this.view(key, { text, reviewedBy }, request, reply);
    const problems = problemsWithTemplate({ ...key, ...text }, this.templates.options);
    const reviewerProblem = await this.publish(key, text, reviewedBy, staffId);
    if (problems.length === 0 && reviewerProblem === null) return void reply.redirect(`${pathOf(key)}?gedaan=gepubliceerd`, 303);
    void reply.status(HttpStatus.UNPROCESSABLE_ENTITY);
    return this.view(key, { text, reviewedBy, problems, reviewerProblem }, request, reply);
  }

  /** What stands beside the text, for a page that shows it while somebody is typing. */
  @Post('voorbeeld')
  @HttpCode(HttpStatus.OK)
  @Header('cache-control', 'no-store')
  async preview(@Param() path: TemplatePath, @Body() form: TemplateForm, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    const key = keyFrom(path);
    const statuses = await this.languages.statuses(this.dataSource.manager);
    await reply.view('templates/preview', { preview: await this.previewOf(key, textFrom(form, key), statuses, languageOf(request)) });
  }

  /** Where signing in, or another language of the screens, leads back to. */
  @Get('voorbeeld')
  afterRefusal(@Param() path: TemplatePath, @Res() reply: FastifyReply): void {
    void reply.redirect(pathOf(keyFrom(path)), 303);
  }

  /** @returns what is wrong with the name of who reviewed it; what is wrong with the text `problemsWithTemplate` tells whole */
  private async publish(key: TemplateKey, text: TemplateText, reviewedBy: string, staffId: string): Promise<string | null> {
    try {
      const template = { ...key, ...text, reviewedBy, staffId };
      await this.dataSource.transaction((tx) => this.templates.publish(tx, template, this.clock.now()));
      return null;
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      return error.fields['reviewedBy'] ?? null;
    }
  }

  private async restore(key: TemplateKey, staffId: string, reply: FastifyReply): Promise<void> {
    await this.dataSource.transaction((tx) => this.templates.restore(tx, key, { staffId }, this.clock.now()));
    void reply.redirect(`${pathOf(key)}?gedaan=teruggezet`, 303);
  }

  private async view(key: TemplateKey, shown: Shown, request: StaffRequest, reply: FastifyReply): Promise<void> {
    const tx = this.dataSource.manager;
    const language = languageOf(request);
    const [versions, statuses] = await Promise.all([this.templates.versions(tx, key), this.languages.statuses(tx)]);
    const status = statuses.find((each) => each.language === key.language);
    if (!status) throw new NotFoundError('no such language');
    const text = shown.text ?? versions[0]?.text ?? shippedText(key) ?? { subject: '', body: '' };
    const page = templatePage(
      {
        reviewedBy: '',
        problems: [],
        reviewerProblem: null,
        done: null,
        ...shown,
        key,
        text,
        versions,
        status,
        options: this.templates.options,
        dutch: await this.dutchFor(key),
        preview: await this.previewOf(key, text, statuses, language),
      },
      language,
    );
    await reply.header('cache-control', 'no-store').view('templates/template', page);
  }

  private async dutchFor({ language, ...key }: TemplateKey): Promise<TemplateText | null> {
    if (language === DEFAULT_LANGUAGE) return null;
    const dutch = { ...key, language: DEFAULT_LANGUAGE, form: this.templates.options.form };
    return (await this.templates.versions(this.dataSource.manager, dutch))[0]?.text ?? shippedText(dutch);
  }

  private async previewOf(key: TemplateKey, text: TemplateText, statuses: readonly LanguageStatus[], language: Language) {
    const reached = key.channel === 'sms' ? await this.reachedIn(key.language, statuses) : 0;
    const { twilio, smtp } = this.configuration;
    const from = key.channel === 'sms' ? (twilio?.from ?? 'Werkplein') : (smtp?.from ?? 'Werkplein');
    return previewPage({ key, text, options: this.templates.options, from, reached }, language);
  }

  /** Dutch is also for who speaks a language that may not be used. */
  private async reachedIn(language: string, statuses: readonly LanguageStatus[]): Promise<number> {
    const usable = new Set<string>(statuses.filter(({ isUsable }) => isUsable).map((status) => status.language));
    return (await this.counts.reachedBySms(this.clock.today()))
      .filter((count) => count.language === language || (language === 'nl' && !usable.has(count.language)))
      .reduce((sum, { clients }) => sum + clients, 0);
  }
}
