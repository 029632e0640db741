import { Body, Controller, Get, Header, HttpCode, HttpStatus, Param, Post, Query, Render, Req, Res } from '@nestjs/common';
import { EndReasonCodesService, problemsWithReasonCode, type ReasonCode, type SignedInStaff } from '#libs/people';
import { Clock, NotFoundError } from '#libs/platform';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { reasonFormPage, type ReasonFormGiven } from './reason-form.page.js';
import { fieldsOfCode, NEW_REASON, readReasonFields, seen, wishOf } from './reason.form.js';
import { END_REASONS_DONE, endReasonsPage, type EndReasonsDone } from './end-reasons.page.js';

/** Something that was told about a code: no word of the municipality stands in an address, it may be about somebody. */
class CodePath {
  @Matches(/^\d{1,15}$/)
  id!: string;
}

class DoneQuery {
  @IsOptional()
  @IsIn(END_REASONS_DONE)
  gedaan?: EndReasonsDone;

  @IsOptional()
  @Matches(/^\d{1,7}$/)
  aantal?: string;
}

/** The administrator: what the reasons mean with which the municipality says that a benefit ended. */
@Controller('beheer/redenen')
@Roles('admin')
export class EndReasonsController {
  constructor(
    private readonly codes: EndReasonCodesService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('end-reasons/end-reasons')
  async list(@Query() { gedaan: done, aantal: spells }: DoneQuery, @Req() request: StaffRequest) {
    const tx = this.dataSource.manager;
    const [unknown, codes, changes] = await Promise.all([this.codes.unknown(tx), this.codes.all(tx), this.codes.changes(tx, null)]);
    return endReasonsPage(
      { unknown, codes, changes, done: done ? { what: done, spells: Number(spells ?? 0) } : null },
      languageOf(request),
    );
  }

  @Get('nieuw')
  @Header('cache-control', 'no-store')
  @Render('end-reasons/reason-form')
  fresh(@Req() request: StaffRequest) {
    return reasonFormPage({ code: null, fields: NEW_REASON, problems: {}, confirm: null, changes: [] }, languageOf(request));
  }

  @Get(':id')
  @Header('cache-control', 'no-store')
  @Render('end-reasons/reason-form')
  async one(@Param() { id }: CodePath, @Req() request: StaffRequest) {
    const code = await this.demand(id);
    const changes = await this.codes.changes(this.dataSource.manager, code.key);
    return reasonFormPage({ code, fields: fieldsOfCode(code), problems: {}, confirm: null, changes }, languageOf(request));
  }

  /** Keeps it, unless more follows from it than whoever sends it has read: then it comes back with that, to be sent once more. */
  @Post()
  @HttpCode(HttpStatus.OK)
  async keep(@CurrentStaff() { staffId }: SignedInStaff, @Body() body: unknown, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    const fields = readReasonFields(body);
    const wish = wishOf(fields);
    const problems = problemsWithReasonCode(wish);
    if (Object.keys(problems).length > 0)
      return this.show({ fields, problems, confirm: null }, request, reply, HttpStatus.UNPROCESSABLE_ENTITY);
    const spells = await this.codes.spellsWith(this.dataSource.manager, wish.code);
    const toRead = seen(spells, wish.endReason);
    if (toRead !== fields.gezien)
      return this.show({ fields: { ...fields, gezien: toRead }, problems, confirm: { spells } }, request, reply, HttpStatus.OK);
    const changed = await this.dataSource.transaction((tx) => this.codes.set(tx, wish, staffId, this.clock.now()));
    void reply.redirect(`/beheer/redenen?gedaan=bewaard&aantal=${changed}`, 303);
  }

  @Post(':id/terugnemen')
  async takeBack(@CurrentStaff() { staffId }: SignedInStaff, @Param() { id }: CodePath, @Res() reply: FastifyReply) {
    const changed = await this.dataSource.transaction((tx) => this.codes.takeBack(tx, id, staffId, this.clock.now()));
    void reply.redirect(`/beheer/redenen?gedaan=teruggenomen&aantal=${changed}`, 303);
  }

  private async show(
    shown: Pick<ReasonFormGiven, 'fields' | 'problems' | 'confirm'>,
    request: StaffRequest,
    reply: FastifyReply,
    status: HttpStatus,
  ): Promise<void> {
    const page = reasonFormPage({ code: null, changes: [], ...shown }, languageOf(request));
    await reply.status(status).header('cache-control', 'no-store').view('end-reasons/reason-form', page);
  }

  private async demand(id: string): Promise<ReasonCode> {
    const code = await this.codes.find(this.dataSource.manager, id);
    if (!code) throw new NotFoundError('nothing is told about this code');
    return code;
  }
}
