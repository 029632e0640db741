import { Controller, Get, Header, Param, Query, Render, Req, Res } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { NotFoundError } from '#libs/platform';
import { ExchangeService, PublishingService, type ExchangeFile } from '#libs/questionnaires';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { DraftViewingService } from './draft-viewing.service.js';
import { wholeIn } from './form-reading.js';
import { differencePage, versionPage, versionsPage } from './versions.page.js';

const PER_PAGE = 25;

class VersionsQuery {
  /** The versions before this one. */
  @IsOptional()
  @Transform(({ value }) => Number(value))
  @IsInt()
  voor?: number;

  @IsOptional()
  @Transform(({ value }) => Number(value))
  @IsInt()
  van?: number;

  @IsOptional()
  @Transform(({ value }) => Number(value))
  @IsInt()
  tot?: number;
}

/** What was published of a questionnaire: to read, to compare, and to take along as a file. */
@Controller('beheer/vragenlijsten/:key')
@Roles('admin', 'privacy_officer')
export class VersionsController {
  constructor(
    private readonly publishing: PublishingService,
    private readonly exchange: ExchangeService,
    private readonly viewing: DraftViewingService,
  ) {}

  @Get('versies')
  @Header('cache-control', 'no-store')
  @Render('questionnaires/versions')
  async list(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Query() { voor: before }: VersionsQuery,
    @Req() request: StaffRequest,
  ) {
    const page = { most: PER_PAGE, ...(before !== undefined && { before }) };
    const [seen, versions] = [await this.viewing.see(key, staff), await this.publishing.versions(key, page)];
    const oldest = versions.at(-1)?.number ?? 1;
    return versionsPage(seen, versions, versions.length === PER_PAGE && oldest > 1 ? oldest : null, languageOf(request));
  }

  @Get('versies/:number')
  @Header('cache-control', 'no-store')
  @Render('questionnaires/version')
  async one(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Param('number') number: string,
    @Req() request: StaffRequest,
  ) {
    return versionPage(await this.viewing.see(key, staff), await this.publishing.version(key, numberOf(number)), languageOf(request));
  }

  @Get('verschil')
  @Header('cache-control', 'no-store')
  @Render('questionnaires/difference')
  async difference(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Query() { van: from = 0, tot: to = 0 }: VersionsQuery,
    @Req() request: StaffRequest,
  ) {
    const seen = await this.viewing.see(key, staff);
    return differencePage(seen, await this.publishing.version(key, from), await this.publishing.version(key, to), languageOf(request));
  }

  @Get('versies/:number/json')
  async json(@Param('key') key: string, @Param('number') number: string, @Res() reply: FastifyReply) {
    send(reply, await this.exchange.exportJson(key, numberOf(number)));
  }

  @Get('versies/:number/fhir')
  async fhir(@Param('key') key: string, @Param('number') number: string, @Res() reply: FastifyReply) {
    send(reply, await this.exchange.exportFhir(key, numberOf(number)));
  }
}

function send(reply: FastifyReply, { name, contentType, text }: ExchangeFile): void {
  void reply
    .header('content-type', contentType)
    .header('content-disposition', `attachment; filename="${name.replaceAll(/[^\w.-]/g, '-')}"`)
    .header('cache-control', 'no-store')
    .send(text);
}

function numberOf(text: string): number {
  const number = wholeIn(text);
  if (number === null) throw new NotFoundError('no such version');
  return number;
}
