import { Controller, Get, Header, Param, Query, Render, Req, Res } from '@nestjs/common';
import { Allow } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Roles, type StaffRequest } from '../http/access.js';
import { mayFrame } from '../http/framing.js';
import { languageOf } from '../http/site.js';
import { previewPage } from './preview.page.js';
import { PreviewService } from './preview.service.js';
import { readKnown } from './trial.js';

class PreviewQuery {
  @Allow()
  taal?: unknown;

  @Allow()
  versie?: unknown;

  @Allow()
  vraag?: unknown;

  @Allow()
  weet?: unknown;
}

/** A questionnaire as clients see it, on a telephone: a draft before anybody is asked, or a version. */
@Controller('beheer/vragenlijsten/:key/voorbeeld')
@Roles('admin', 'privacy_officer')
export class PreviewController {
  constructor(private readonly preview: PreviewService) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('questionnaires/preview')
  async show(
    @Param('key') key: string,
    @Query() { taal, versie, vraag, weet }: PreviewQuery,
    @Req() request: StaffRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const previewed = await this.preview.find(key, { taal, versie });
    const number = Number(vraag);
    const question = previewed.definition.items[number - 1] ? number : null;
    mayFrame(reply);
    return previewPage(previewed, { key, question, known: readKnown(weet) }, languageOf(request));
  }
}
