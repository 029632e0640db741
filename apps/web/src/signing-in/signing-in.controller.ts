import { Body, Controller, Get, HttpStatus, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { SessionsService, StaffService, WrongCredentialsError, type SignedInStaff } from '#libs/people';
import { Clock, CONFIGURATION, TooManyAttemptsError, type Configuration } from '#libs/platform';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Public, Roles, type StaffRequest } from '../http/access.js';
import { clearCookie, readCookie, SESSION_COOKIE, setCookie } from '../http/cookies.js';
import { localPath } from '../http/local-path.js';
import { languageOf } from '../http/site.js';
import { signInPage, type SignInProblem } from './sign-in.page.js';

class SignInForm {
  @IsString()
  @MaxLength(500)
  email!: string;

  @IsString()
  @MaxLength(500)
  wachtwoord!: string;

  @IsOptional()
  @IsString()
  naar?: string;
}

@Controller()
export class SigningInController {
  constructor(
    private readonly staff: StaffService,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get('aanmelden')
  @Public()
  async show(@Req() request: StaffRequest, @Res() reply: FastifyReply, @Query('naar') naar?: string): Promise<void> {
    if (request.staff) return void reply.redirect(localPath(naar), 303);
    await this.view(request, reply, { email: '', naar });
  }

  @Post('aanmelden')
  @Public()
  async signIn(@Body() form: SignInForm, @Req() request: StaffRequest, @Res() reply: FastifyReply): Promise<void> {
    const now = this.clock.now();
    try {
      const { staffId } = await this.staff.authenticate(form.email, form.wachtwoord, now);
      setCookie(reply, this.configuration, SESSION_COOKIE, await this.sessions.begin(staffId, now));
      void reply.redirect(localPath(form.naar), 303);
    } catch (error) {
      const problem = problemOf(error);
      void reply.status(problem === 'too-many' ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNPROCESSABLE_ENTITY);
      await this.view(request, reply, { email: form.email, naar: form.naar, problem });
    }
  }

  @Post('afmelden')
  @Public()
  async signOut(@Req() request: StaffRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = readCookie(request, SESSION_COOKIE);
    if (token) await this.sessions.end(token, this.clock.now());
    leave(reply);
  }

  /** On every device: for a telephone that was lost, or a computer that was left on. */
  @Post('afmelden/overal')
  @Roles('coach', 'team_lead', 'admin', 'privacy_officer', 'management')
  async signOutEverywhere(@CurrentStaff() { staffId }: SignedInStaff, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.endAll(staffId, this.clock.now());
    leave(reply);
  }

  private async view(
    request: StaffRequest,
    reply: FastifyReply,
    form: { email: string; naar?: string | undefined; problem?: SignInProblem },
  ): Promise<void> {
    const { demo } = this.configuration;
    await reply.header('cache-control', 'no-store').view('signing-in/sign-in', signInPage(form, { demo, language: languageOf(request) }));
  }
}

function leave(reply: FastifyReply): void {
  clearCookie(reply, SESSION_COOKIE);
  void reply.redirect('/aanmelden', 303);
}

/** @throws whatever is no matter of passwords */
function problemOf(error: unknown): SignInProblem {
  if (error instanceof TooManyAttemptsError) return 'too-many';
  if (error instanceof WrongCredentialsError) return 'wrong';
  throw error;
}
