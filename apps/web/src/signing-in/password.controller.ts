import { Body, Controller, Get, HttpStatus, Param, Post, Req, Res } from '@nestjs/common';
import { PasswordLinkInvalidError, StaffService } from '#libs/people';
import { Clock, InvalidInputError } from '#libs/platform';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Public, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { texts } from '../http/views.js';

class PasswordForm {
  @IsString()
  @MaxLength(1000)
  wachtwoord!: string;
}

/** Setting a password with the link that an administrator passed on. Looking at the page changes nothing: mail scanners look too. */
@Controller('wachtwoord')
@Public()
export class PasswordController {
  constructor(
    private readonly staff: StaffService,
    private readonly clock: Clock,
  ) {}

  @Get(':token')
  async show(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    await this.view(token, reply, null);
  }

  @Post(':token')
  async set(
    @Param('token') token: string,
    @Body() form: PasswordForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.staff.setPassword(token, form.wachtwoord, this.clock.now());
      await reply.status(HttpStatus.OK).view('signing-in/password-set', {});
    } catch (error) {
      if (error instanceof PasswordLinkInvalidError) return this.view(token, reply, null);
      if (!(error instanceof InvalidInputError)) throw error;
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY);
      await this.view(token, reply, texts.text(languageOf(request), `signing-in.password.${error.fields['password']}`));
    }
  }

  private async view(token: string, reply: FastifyReply, error: string | null): Promise<void> {
    void reply.header('cache-control', 'no-store');
    const owner = await this.staff.findPasswordLink(token, this.clock.now());
    if (owner) await reply.view('signing-in/password', { ...owner, error });
    else await reply.status(HttpStatus.GONE).view('signing-in/password-link-invalid', {});
  }
}
