import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res, UseFilters } from '@nestjs/common';
import { TellingService } from '#libs/checkins';
import { Clock, CONFIGURATION, InvalidInputError, TooManyAttemptsError, type Configuration } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { Public, Unforgeable } from '../http/access.js';
import { AnsweringFilter, sendScreen } from './answering.filter.js';
import { WordForm } from './answering.forms.js';
import { FollowingService } from './following.service.js';
import { addressOf } from './journey.js';
import type { WordProblem } from './word-form.page.js';
import { crisisScreen, wordScreen, wordSentScreen } from './word.page.js';

/** A word to the coach, after the answers: nobody has to, and what is refused is not lost. */
@Controller('c/:token/bericht')
@Public()
@Unforgeable()
@UseFilters(AnsweringFilter)
export class TellingController {
  constructor(
    private readonly following: FollowingService,
    private readonly telling: TellingService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  async write(@Param('token') token: string, @Query('taal') taal: unknown, @Res() reply: FastifyReply): Promise<void> {
    await sendScreen(reply, wordScreen(await this.following.follow(token, taal)), this.configuration);
  }

  @Post()
  @HttpCode(200)
  async tell(
    @Param('token') token: string,
    @Query('taal') taal: unknown,
    @Body() form: WordForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const journey = await this.following.follow(token, taal);
    const body = typeof form.bericht === 'string' ? form.bericht : '';
    const refuse = (problem: WordProblem) => sendScreen(reply, wordScreen(journey, { body, problem }), this.configuration);
    // Without the button that was pressed it is a scanner's, whatever stands in the field.
    if (form.versturen !== 'ja') return refuse('empty');
    try {
      const { isCrisis } = await this.telling.tell(token, body, { language: journey.language }, this.clock.now());
      // Shown as the answer itself: the address tells nobody who looks over a shoulder, or later in the history, what it was.
      if (isCrisis) return await sendScreen(reply, crisisScreen(journey), this.configuration);
    } catch (error) {
      if (error instanceof TooManyAttemptsError) return refuse('too-many');
      if (error instanceof InvalidInputError) return refuse(error.fields['word'] === 'too-long' ? 'too-long' : 'empty');
      throw error;
    }
    await sendScreen(reply, { redirectTo: addressOf(journey, 'bericht', 'verstuurd') }, this.configuration);
  }

  @Get('verstuurd')
  async confirm(@Param('token') token: string, @Query('taal') taal: unknown, @Res() reply: FastifyReply): Promise<void> {
    await sendScreen(reply, wordSentScreen(await this.following.follow(token, taal)), this.configuration);
  }
}
