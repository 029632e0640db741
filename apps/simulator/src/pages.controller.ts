import { Body, Controller, Get, Header, NotFoundException, Param, Post, Query, Redirect, Render, Res } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Faults } from './faults.js';
import { MailAnswersService } from './mail-answers.service.js';
import { homePage, mailboxPage, phonePage, type HomePage, type MailboxPage, type PhonePage } from './pages.page.js';
import { Traffic, type Conversation, type SimulatedMessage } from './traffic.js';
import { WebhooksService } from './webhooks.service.js';

class ReplyForm {
  @IsString() @IsNotEmpty({ message: 'Typ eerst een antwoord.' }) @MaxLength(1600) body: string;
}

/** A mail may bring its own styles, but no script, no form and nothing from elsewhere. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";

/** What the clients see: their telephones and their mailboxes. */
@Controller()
export class PagesController {
  constructor(
    private readonly traffic: Traffic,
    private readonly faults: Faults,
    private readonly webhooks: WebhooksService,
    private readonly answers: MailAnswersService,
  ) {}

  @Get()
  @Render('home')
  home(@Query('zoek') search?: unknown, @Query('pagina') page?: unknown): HomePage {
    const wanted = typeof search === 'string' ? search.slice(0, 100) : '';
    return homePage(this.traffic.search(wanted), wanted, Number(page) || 1, this.faults.active);
  }

  @Get('telefoons/:id')
  @Render('phone')
  phone(@Param('id') id: string): PhonePage {
    return phonePage(this.conversation('sms', id));
  }

  @Post('telefoons/:id/antwoorden')
  @Redirect()
  async reply(@Param('id') id: string, @Body() { body }: ReplyForm): Promise<{ url: string; statusCode: number }> {
    await this.webhooks.reply(this.conversation('sms', id).address, body);
    return { url: `/telefoons/${id}#laatste`, statusCode: 303 };
  }

  @Get('postvakken/:id')
  @Render('mailbox')
  mailbox(@Param('id') id: string): MailboxPage {
    return mailboxPage(this.conversation('email', id));
  }

  /** The mail as its sender dressed it, for a frame in the mailbox. */
  @Get('postvakken/:id/:mail')
  @Header('content-security-policy', MAIL_POLICY)
  @Header('x-frame-options', 'SAMEORIGIN')
  mail(@Param('id') id: string, @Param('mail') mailId: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    const mail = this.mailOf(id, mailId);
    if (!mail.html) throw new NotFoundException();
    void reply.type('text/html; charset=utf-8');
    return mail.html.replace(/<head[^>]*>|^(?![\s\S]*<head)/i, (head) => `${head}<base target="_top">`);
  }

  @Post('postvakken/:id/:mail/antwoorden')
  @Redirect()
  async answer(
    @Param('id') id: string,
    @Param('mail') mailId: string,
    @Body() { body }: ReplyForm,
  ): Promise<{ url: string; statusCode: number }> {
    await this.answers.answer(this.mailOf(id, mailId), body);
    return { url: `/postvakken/${id}`, statusCode: 303 };
  }

  /** As the button of a program for e-mail does. */
  @Post('postvakken/:id/:mail/afmelden')
  @Redirect()
  async unsubscribe(@Param('id') id: string, @Param('mail') mailId: string): Promise<{ url: string; statusCode: number }> {
    await this.answers.unsubscribe(this.mailOf(id, mailId));
    return { url: `/postvakken/${id}#mail-${encodeURIComponent(mailId)}`, statusCode: 303 };
  }

  private mailOf(id: string, mailId: string): SimulatedMessage {
    const mail = this.conversation('email', id).messages.find((message) => message.id === mailId);
    if (!mail) throw new NotFoundException();
    return mail;
  }

  private conversation(kind: Conversation['kind'], id: string): Conversation {
    const conversation = this.traffic.conversation(id);
    if (conversation?.kind !== kind) throw new NotFoundException();
    return conversation;
  }
}
