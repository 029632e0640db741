import { Body, Controller, Get, Header, HttpStatus, Param, ParseUUIDPipe, Post, Render, Req, Res } from '@nestjs/common';
import { DrawsReadModel, OfferReadModel } from '#libs/insight';
import { CatalogueService, DrawsService, NothingToDrawError, TypeNotFoundError } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError, NotFoundError, type Language } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { readDate } from '../client-file/deciding.forms.js';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { CodePath } from './catalogue.controller.js';
import { drawPage, drawnPage, type DrawFields } from './draw.page.js';

/**
 * Places by lot. The administrator draws: who keeps the number of places knows nobody who waits, and has nothing to win by who does. What was drawn is for
 * everybody who speaks with clients to check.
 */
@Controller()
export class DrawsController {
  constructor(
    private readonly draws: DrawsService,
    private readonly drawn: DrawsReadModel,
    private readonly offer: OfferReadModel,
    private readonly catalogue: CatalogueService,
    private readonly clock: Clock,
  ) {}

  @Get('beheer/aanbod/:code/loting')
  @Roles('admin')
  @Header('cache-control', 'no-store')
  @Render('interventions/draw')
  ask(@Param() { code }: CodePath, @Req() request: StaffRequest) {
    return this.page(code, { startdatum: '' }, {}, languageOf(request));
  }

  @Post('beheer/aanbod/:code/loting')
  @Roles('admin')
  async draw(
    @CurrentStaff() { staffId }: SignedInStaff,
    @Param() { code }: CodePath,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const typed = (body as Record<string, unknown> | null)?.['startdatum'];
    const startdatum = typeof typed === 'string' ? typed.slice(0, 40) : '';
    try {
      const id = await this.draws.draw({ type: code, startsOn: readDate(startdatum), staffId }, this.clock.now());
      void reply.redirect(`/aanbod/loting/${id}`, 303);
    } catch (error) {
      const isTooLate = error instanceof NothingToDrawError;
      if (!isTooLate && !(error instanceof InvalidInputError)) throw error;
      void reply.status(isTooLate ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
      const problems = error instanceof InvalidInputError ? error.fields : {};
      await reply.view('interventions/draw', await this.page(code, { startdatum }, problems, languageOf(request)));
    }
  }

  @Get('aanbod/loting/:id')
  @Roles('coach', 'team_lead', 'admin')
  @Header('cache-control', 'no-store')
  @Render('interventions/drawn')
  async one(
    @CurrentStaff() { staffId, role }: SignedInStaff,
    @Param('id', new ParseUUIDPipe({ errorHttpStatusCode: HttpStatus.NOT_FOUND })) id: string,
    @Req() request: StaffRequest,
  ) {
    const [found, catalogue] = await Promise.all([
      this.drawn.one(id, role === 'coach' ? staffId : null, this.clock.now()),
      this.catalogue.current(),
    ]);
    if (!found) throw new NotFoundError('no such draw');
    return drawnPage({ draw: found, type: catalogue.of(found.type), isAsDrawn: this.draws.isAsDrawn(found), role }, languageOf(request));
  }

  private async page(code: string, fields: DrawFields, problems: Readonly<Record<string, string>>, language: Language) {
    const now = this.clock.now();
    const [catalogue, standings, inLine] = await Promise.all([
      this.catalogue.current(),
      this.offer.standings(now),
      this.drawn.inLine(code, now),
    ]);
    const type = catalogue.find(code);
    if (!type) throw new TypeNotFoundError();
    return drawPage({ type, taken: standings.get(code)?.taken ?? 0, inLine, fields, problems }, now, language);
  }
}
