import { Body, Controller, Get, Header, HttpStatus, Post, Query, Req, Res } from '@nestjs/common';
import { CatalogueService } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError, localDate } from '#libs/platform';
import { NothingProposedError, RuleExchangeService, RuleNotReadyError, RuleSetsService, RuleVersionsService } from '#libs/rules';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { sentOf, textIn } from '../questionnaires/form-reading.js';
import { unreadable } from './rule-problems.js';
import { dayIn, endOf, setPage, type SetPageGiven } from './set.page.js';

class DaysQuery {
  @IsOptional()
  @IsString()
  @MaxLength(12)
  van?: string;

  @IsOptional()
  @IsString()
  @MaxLength(12)
  tot?: string;

  @IsOptional()
  @IsString()
  @MaxLength(12)
  dag?: string;
}

/** How far back the first look goes. */
const FIRST_LOOK_DAYS = 30;

/** The rules as one set: those of two days beside each other, as a file, and back to an earlier day. */
@Controller('beheer/regelset')
@Roles('admin', 'privacy_officer')
export class SetController {
  constructor(
    private readonly versions: RuleVersionsService,
    private readonly sets: RuleSetsService,
    private readonly exchange: RuleExchangeService,
    private readonly catalogues: CatalogueService,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Query() { van, tot }: DaysQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const today = localDate(this.clock.now());
    const [from, to] = [dayIn(van ?? ''), dayIn(tot ?? '')];
    await this.view({ staff, request, reply }, from ?? today.subtract({ days: FIRST_LOOK_DAYS }), to ?? today, {});
  }

  @Get('bestand')
  @Header('cache-control', 'no-store')
  async file(@Query() { dag: day = '' }: DaysQuery, @Res() reply: FastifyReply) {
    const now = this.clock.now();
    const { name, text } = await this.exchange.export(endOf(dayIn(day) ?? localDate(now), now), now);
    void reply.header('content-type', 'application/json').header('content-disposition', `attachment; filename="${name}"`).send(text);
  }

  /** Proposes that the rules become those of an earlier day; a colleague decides. */
  @Post('terug')
  @Roles('admin')
  async goBack(@CurrentStaff() staff: SignedInStaff, @Body() body: unknown, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    const sent = sentOf(body);
    const now = this.clock.now();
    const today = localDate(now);
    const day = dayIn(textIn(sent, 'dag', 12));
    const note = textIn(sent, 'toelichting', 600);
    const refuse = (field: string, problem: string, status: HttpStatus = HttpStatus.UNPROCESSABLE_ENTITY) =>
      this.view(
        { staff, request, reply },
        day ?? today,
        today,
        { note, said: unreadable({ [field]: problem }, languageOf(request)) },
        status,
      );
    if (!day || Temporal.PlainDate.compare(day, today) >= 0) return refuse('van', 'day-before-today');
    try {
      const id = await this.sets.proposeRollback(endOf(day, now), note, staff.staffId, now);
      void reply.redirect(`/beheer/regelset/voorstellen/${id}?gedaan=voorgesteld`, 303);
    } catch (error) {
      if (error instanceof InvalidInputError) return refuse('toelichting', error.fields['note'] ?? 'note-missing');
      if (error instanceof NothingProposedError) return refuse('van', 'nothing-to-go-back-to');
      if (error instanceof RuleNotReadyError) return refuse('van', 'cannot-go-back', HttpStatus.CONFLICT);
      throw error;
    }
  }

  private async view(
    { staff, request, reply }: { staff: SignedInStaff; request: StaffRequest; reply: FastifyReply },
    from: Temporal.PlainDate,
    to: Temporal.PlainDate,
    given: Partial<SetPageGiven>,
    status: HttpStatus = HttpStatus.OK,
  ): Promise<void> {
    const now = this.clock.now();
    const today = localDate(now);
    const [before, after, catalogue] = await Promise.all([
      this.versions.setAt(endOf(from, now)),
      this.versions.setAt(endOf(to, now)),
      this.catalogues.current(),
    ]);
    const page = setPage(
      {
        from,
        to,
        before,
        after,
        catalogue,
        today,
        mayChange: staff.role === 'admin',
        canGoBack: Temporal.PlainDate.compare(from, today) < 0,
        note: '',
        said: {},
        ...given,
      },
      languageOf(request),
    );
    await reply.status(status).header('cache-control', 'no-store').view('rules/set', page);
  }
}
