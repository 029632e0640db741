import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res, UseFilters } from '@nestjs/common';
import { TellingService } from '#libs/checkins';
import { Clock, CONFIGURATION, InvalidInputError, TooManyAttemptsError, type Configuration } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { Public, Unforgeable } from '../http/access.js';
import { AnsweringFilter, sendScreen } from './answering.filter.js';
import { WordForm } from './answering.forms.js';
import { closingScreen } from './closing.page.js';
import { FollowingService } from './following.service.js';
import { addressOf } from './journey.js';
import { crisisScreen } from './word.page.js';

/** The open question at the end: nobody has to, one button passes it, and what is written is with the coach at once. */
@Controller('c/:token/nog-iets')
@Public()
@Unforgeable()
@UseFilters(AnsweringFilter)
export class EndingController {
  constructor(
    private readonly following: FollowingService,
    private readonly telling: TellingService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  async ask(@Param('token') token: string, @Query('taal') taal: unknown, @Res() reply: FastifyReply): Promise<void> {
    await sendScreen(reply, closingScreen(await this.following.follow(token, taal)), this.configuration);
  }

  @Post()
  @HttpCode(200)
  async goOn(
    @Param('token') token: string,
    @Query('taal') taal: unknown,
    @Body() form: WordForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const journey = await this.following.follow(token, taal);
    const body = typeof form.bericht === 'string' ? form.bericht : '';
    const onward = addressOf(journey, 'nakijken');
    // Without the button that was pressed it is a scanner's, whatever stands in the field.
    if (form.versturen !== 'ja') return sendScreen(reply, closingScreen(journey), this.configuration);
    if (body.trim() === '') return sendScreen(reply, { redirectTo: onward }, this.configuration);
    try {
      const { isCrisis } = await this.telling.tell(token, body, { language: journey.language }, this.clock.now());
      // Shown as the answer itself: the address tells nobody who looks over a shoulder, or later in the history, what it was.
      await sendScreen(reply, isCrisis ? crisisScreen(journey, onward) : { redirectTo: onward }, this.configuration);
    } catch (error) {
      if (!(error instanceof TooManyAttemptsError || error instanceof InvalidInputError)) throw error;
      const problem = error instanceof TooManyAttemptsError ? 'too-many' : 'too-long';
      await sendScreen(reply, closingScreen(journey, { body, problem }), this.configuration);
    }
  }
}
