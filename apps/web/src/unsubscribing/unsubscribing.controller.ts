import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { UnsubscribingService } from '#libs/messaging';
import { Clock, CONFIGURATION, type Configuration } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { Public, Unforgeable } from '../http/access.js';
import { UnsubscribeForm } from './unsubscribing.forms.js';
import { languageOfPage, unsubscribingPage, type UnsubscribingState } from './unsubscribing.page.js';

/**
 * No more e-mail, by the address in `List-Unsubscribe` (RFC 8058): the program for e-mail posts one field, a person presses one button.
 * Looking (GET, HEAD) changes nothing, and neither does a form that comes in without that field or that button: a scanner sent it.
 * No redirect, for whoever posts by machine does not follow one.
 */
@Controller('afmelden/:token')
@Public()
@Unforgeable()
export class UnsubscribingController {
  constructor(
    private readonly unsubscribing: UnsubscribingService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  async ask(@Param('token') token: string, @Query('taal') taal: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.show(this.unsubscribing.isOurs(token) ? 'ask' : 'unknown', token, taal, reply);
  }

  @Post()
  async stop(
    @Param('token') token: string,
    @Query('taal') taal: unknown,
    @Body() form: UnsubscribeForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const isMeant = form['List-Unsubscribe'] === 'One-Click' || form.afmelden === 'e-mail';
    if (!isMeant) return this.show(this.unsubscribing.isOurs(token) ? 'nothing-pressed' : 'unknown', token, taal, reply);
    const isOurs = await this.unsubscribing.unsubscribe(token, this.clock.now());
    await this.show(isOurs ? 'done' : 'unknown', token, taal, reply);
  }

  private async show(state: UnsubscribingState, token: string, taal: unknown, reply: FastifyReply): Promise<void> {
    const language = languageOfPage(taal, await this.unsubscribing.languageOf(token));
    const { view, status, content } = unsubscribingPage(state, token, language);
    void reply.status(status).headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
    await reply.view(view, { ...content, site: { language, demo: this.configuration.demo } });
  }
}
