import { Body, Controller, Get, Inject, Param, Post, Query, Res, UseFilters } from '@nestjs/common';
import { Clock, CONFIGURATION, localDate, type Configuration } from '#libs/platform';
import { possibleDayParts, PreferencesService, ReachService, type ReachChannel } from '#libs/people';
import { canBeAnswered } from '#libs/wording';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Public, Unforgeable } from '../http/access.js';
import { AnsweringFilter, sendScreen } from './answering.filter.js';
import { PreferenceForm } from './answering.forms.js';
import { FollowingService } from './following.service.js';
import { addressOf, languageChosen, type Journey } from './journey.js';
import { preferenceScreen, readWish, type Wishes } from './preference.page.js';

/** How somebody wants to be asked: one tap on a page behind the link. Looking changes nothing, and neither does a form without a button. */
@Controller('c/:token/voorkeur')
@Public()
@Unforgeable()
@UseFilters(AnsweringFilter)
export class PreferringController {
  constructor(
    private readonly following: FollowingService,
    private readonly preferences: PreferencesService,
    private readonly reach: ReachService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  async offer(@Param('token') token: string, @Query('taal') taal: unknown, @Res() reply: FastifyReply): Promise<void> {
    const journey = await this.following.follow(token, taal);
    await sendScreen(reply, preferenceScreen(journey, await this.wishesOf(journey)), this.configuration);
  }

  @Get(':what')
  async confirm(
    @Param('token') token: string,
    @Param('what') what: string,
    @Query('taal') taal: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const journey = await this.following.follow(token, taal);
    await sendScreen(reply, preferenceScreen(journey, await this.wishesOf(journey), { saved: what }), this.configuration);
  }

  @Post()
  async choose(
    @Param('token') token: string,
    @Query('taal') taal: unknown,
    @Body() form: PreferenceForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const journey = await this.following.follow(token, taal);
    const wishes = await this.wishesOf(journey);
    const wish = readWish(form, journey, wishes);
    if (!journey.mayPrefer || !wish) return sendScreen(reply, preferenceScreen(journey, wishes, { problem: true }), this.configuration);
    const by = { staffId: null, note: null };
    await this.dataSource.transaction((tx) => this.preferences.change(tx, journey.view.clientId, wish.change, by, this.clock.now()));
    // Who chose a language reads in it from now on.
    const language = languageChosen(wish.change.language, journey.languages) ?? journey.language;
    await sendScreen(reply, { redirectTo: addressOf({ ...journey, language }, 'voorkeur', wish.name) }, this.configuration);
  }

  private async wishesOf({ view }: Journey): Promise<Wishes> {
    const { sendHours, twilio, twilio2 } = this.configuration;
    const facts = (await this.reach.factsOf(this.dataSource.manager, [view.clientId], localDate(this.clock.now()))).get(view.clientId);
    const points = (facts?.contactPoints ?? []).filter(({ state }) => state !== 'invalid').map(({ kind }) => kind as string);
    const channels: ReachChannel[] = [
      ...(points.includes('mobile') ? ['sms' as const] : []),
      ...(points.includes('email') ? ['email' as const] : []),
    ];
    return {
      preference: facts?.preference ?? { channels: [], answerBy: null, hours: null },
      language: facts?.language ?? view.language,
      channels,
      canAnswerByMessage: channels.includes('sms') && canBeAnswered(twilio?.from, twilio2?.from),
      dayParts: possibleDayParts(sendHours),
    };
  }
}
