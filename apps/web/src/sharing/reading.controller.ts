import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res, UseFilters } from '@nestjs/common';
import { OptOutsService } from '#libs/people';
import { Clock, CONFIGURATION, type Configuration } from '#libs/platform';
import { LinksService } from '#libs/sharing';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { sendScreen } from '../answering/answering.filter.js';
import type { Screen } from '../answering/screen.js';
import { Public, Unforgeable } from '../http/access.js';
import { addressOf } from './client-screen.js';
import { doorScreen, stoppedScreen, stopScreen } from './door.page.js';
import { ReadingService } from './reading.service.js';
import { sharedScreen } from './shared.page.js';
import { SharingFilter } from './sharing.filter.js';
import { StopForm, textOf, YearForm } from './sharing.forms.js';

/**
 * What a coach shared, without an account: the link is one half of the secret and the year of birth the other, so no other site can forge these
 * forms, and nothing is kept in the browser. Looking (GET, HEAD) changes nothing and shows nothing of what it is about; only a button that was
 * pressed says something.
 */
@Controller('v/:token')
@Public()
@Unforgeable()
@UseFilters(SharingFilter)
export class ReadingController {
  constructor(
    private readonly reading: ReadingService,
    private readonly links: LinksService,
    private readonly optOuts: OptOutsService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  async open(@Param('token') token: string, @Query('taal') taal: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.send(reply, doorScreen(await this.reading.follow(token, taal)));
  }

  @Post()
  @HttpCode(200)
  async prove(
    @Param('token') token: string,
    @Query('taal') taal: unknown,
    @Body() form: YearForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = await this.reading.follow(token, taal);
    // Without the button that was pressed it is a scanner's, whatever stands in the field.
    if (form.versturen !== 'ja') return this.send(reply, doorScreen(reader));
    const proof = await this.links.prove(token, textOf(form.jaar).slice(0, 100), this.clock.now());
    switch (proof.as) {
      case 'open':
        return this.send(reply, sharedScreen(reader, proof.pass, await this.reading.shown(reader)));
      case 'empty':
        return this.send(reply, doorScreen(reader, { kind: 'empty' }));
      case 'wrong':
        return this.send(reply, doorScreen(reader, { kind: 'wrong', left: proof.left }));
      default:
        // Closed by this attempt, or by another at the same moment: the link itself says how it stands now.
        return this.send(reply, doorScreen(await this.reading.follow(token, taal)));
    }
  }

  @Get('geen-berichten')
  async offerToStop(@Param('token') token: string, @Query('taal') taal: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.send(reply, stopScreen(await this.reading.follow(token, taal)));
  }

  /** Nobody has to prove anything for no more messages: they are this link's own. */
  @Post('geen-berichten')
  async stop(
    @Param('token') token: string,
    @Query('taal') taal: unknown,
    @Body() form: StopForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = await this.reading.follow(token, taal);
    if (form.wat !== 'kanaal' && form.wat !== 'alles') return this.send(reply, stopScreen(reader, 'nothing-chosen'));
    const channel = form.wat === 'alles' ? null : reader.link.channel;
    await this.dataSource.transaction((tx) => this.optOuts.optOut(tx, reader.link.clientId, channel, 'client_page', this.clock.now()));
    await this.send(reply, { redirectTo: addressOf(reader, 'geen-berichten', form.wat) });
  }

  @Get('geen-berichten/:what')
  async confirmStop(
    @Param('token') token: string,
    @Param('what') what: string,
    @Query('taal') taal: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(reply, stoppedScreen(await this.reading.follow(token, taal), what === 'alles' ? 'alles' : 'kanaal'));
  }

  /** A reload of a form that was sent, something pasted after it: the link itself is what counts. */
  @Get('*')
  async elsewhere(@Param('token') token: string, @Query('taal') taal: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.send(reply, { redirectTo: addressOf(await this.reading.follow(token, taal)) });
  }

  private send(reply: FastifyReply, screen: Screen): Promise<void> {
    return sendScreen(reply, screen, this.configuration);
  }
}
