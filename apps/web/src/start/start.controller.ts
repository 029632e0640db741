import { Body, Controller, Get, Inject, Post, Res } from '@nestjs/common';
import type { SignedInStaff, StaffRole } from '#libs/people';
import { CONFIGURATION, LANGUAGES, type Configuration, type Language } from '#libs/platform';
import { IsIn, IsOptional, IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Public, Roles } from '../http/access.js';
import { LANGUAGE_COOKIE, setCookie } from '../http/cookies.js';
import { localPath } from '../http/local-path.js';

/** Everybody begins at what is theirs. */
const FIRST_PAGE: Record<StaffRole, string> = {
  coach: '/klanten',
  team_lead: '/uitstroom',
  admin: '/beheer',
  privacy_officer: '/privacy',
  management: '/uitstroom',
};
const A_YEAR = Temporal.Duration.from({ hours: 365 * 24 });

class LanguageForm {
  @IsIn(LANGUAGES)
  taal!: Language;

  @IsOptional()
  @IsString()
  naar?: string;
}

@Controller()
export class StartController {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  @Get()
  @Roles('coach', 'team_lead', 'admin', 'privacy_officer', 'management')
  start(@CurrentStaff() staff: SignedInStaff, @Res() reply: FastifyReply): void {
    void reply.redirect(FIRST_PAGE[staff.role], 303);
  }

  /** The language of the screens, remembered in this browser. */
  @Post('taal')
  @Public()
  language(@Body() form: LanguageForm, @Res() reply: FastifyReply): void {
    setCookie(reply, this.configuration, LANGUAGE_COOKIE, form.taal, A_YEAR);
    void reply.redirect(localPath(form.naar), 303);
  }
}
