import { Body, Controller, Get, Header, HttpStatus, Param, Post, Render, Req, Res } from '@nestjs/common';
import { CatalogueEditingService, CatalogueService, TypeChangedError, TypeNotFoundError } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock, type Language } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { CodePath } from './catalogue.controller.js';
import { typeFormPage, type TypeFormGiven } from './type-form.page.js';
import { fieldsOfType, NEW_TYPE, problemsByField, readTypeFields, typeOf } from './type.form.js';

type Shown = Omit<TypeFormGiven, 'catalogue' | 'hasConflict' | 'problems'> & Partial<TypeFormGiven>;

/** The administrator adds to the catalogue and changes it; every change is a version. What cannot be kept comes back as it was filled in. */
@Controller('beheer/aanbod')
@Roles('admin')
export class CatalogueEditingController {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly editing: CatalogueEditingService,
    private readonly clock: Clock,
  ) {}

  @Get('nieuw')
  @Header('cache-control', 'no-store')
  @Render('interventions/type-form')
  fresh(@Req() request: StaffRequest) {
    return this.page({ code: null, version: 0, fields: NEW_TYPE }, languageOf(request));
  }

  @Post('nieuw')
  async add(@CurrentStaff() { staffId }: SignedInStaff, @Body() body: unknown, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    const fields = readTypeFields(body);
    const type = typeOf(fields);
    const problems = problemsByField(await this.editing.check(null, type, fields.toelichting));
    if (Object.keys(problems).length > 0) return this.refuse({ code: null, version: 0, fields, problems }, request, reply);
    const code = await this.editing.add(type, { staffId, note: fields.toelichting }, this.clock.now());
    void reply.redirect(`/beheer/aanbod/${code}?gedaan=toegevoegd`, 303);
  }

  @Get(':code/wijzigen')
  @Header('cache-control', 'no-store')
  @Render('interventions/type-form')
  async change(@Param() { code }: CodePath, @Req() request: StaffRequest) {
    const [catalogue, versions] = await Promise.all([this.catalogue.current(), this.editing.versions(code)]);
    const type = catalogue.find(code);
    if (!type) throw new TypeNotFoundError();
    return this.page({ code, version: versions[0]?.version ?? 0, fields: fieldsOfType(type) }, languageOf(request));
  }

  @Post(':code/wijzigen')
  async keep(
    @CurrentStaff() { staffId }: SignedInStaff,
    @Param() { code }: CodePath,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const fields = readTypeFields(body);
    const version = versionIn(body);
    const type = typeOf(fields);
    const problems = problemsByField(await this.editing.check(code, type, fields.toelichting));
    if (Object.keys(problems).length > 0) return this.refuse({ code, version, fields, problems }, request, reply);
    try {
      await this.editing.change(code, version, type, { staffId, note: fields.toelichting }, this.clock.now());
    } catch (error) {
      if (!(error instanceof TypeChangedError)) throw error;
      const [latest] = await this.editing.versions(code);
      return this.refuse({ code, version: latest?.version ?? 0, fields, hasConflict: true }, request, reply);
    }
    void reply.redirect(`/beheer/aanbod/${code}?gedaan=gewijzigd`, 303);
  }

  private async refuse(shown: Shown, request: StaffRequest, reply: FastifyReply): Promise<void> {
    void reply.status(shown.hasConflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
    await reply.view('interventions/type-form', await this.page(shown, languageOf(request)));
  }

  private async page(shown: Shown, language: Language) {
    return typeFormPage({ problems: {}, hasConflict: false, ...shown, catalogue: await this.catalogue.current() }, language);
  }
}

/** What whoever changes it has seen; 0 when nobody could have sent that. */
function versionIn(body: unknown): number {
  const sent = (body as Record<string, unknown> | null)?.['versie'];
  return typeof sent === 'string' && /^\d{1,6}$/.test(sent) ? Number(sent) : 0;
}
