import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res, UseFilters } from '@nestjs/common';
import { AnsweringService, LinkSpentError, NothingAnsweredError, TellingService } from '#libs/checkins';
import { Clock, CONFIGURATION, localDate, type Configuration } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { Public, Unforgeable } from '../http/access.js';
import { AnswerForm, readForm, typedIn } from './answer.form.js';
import { AnsweringFilter, sendScreen } from './answering.filter.js';
import { SendForm, StartForm, StopForm } from './answering.forms.js';
import { doorScreen, stoppedScreen, stopScreen, thanksScreen } from './answering.page.js';
import { addressAfterAnswer } from './closing.page.js';
import { FollowingService } from './following.service.js';
import { addressOf, addressWith, languageChosen, nextAddress, type Journey } from './journey.js';
import { questionScreen } from './question.page.js';
import { reviewScreen } from './review.page.js';
import type { Screen } from './screen.js';
import { crisisScreen } from './word.page.js';

/**
 * The jobseeker, without an account: the link is the secret, so no other site can forge these forms, and nothing is kept in the browser.
 * Looking (GET, HEAD) changes nothing. Only a button that was pressed says something: a form that comes in without one is a scanner's.
 */
@Controller('c/:token')
@Public()
@Unforgeable()
@UseFilters(AnsweringFilter)
export class AnsweringController {
  constructor(
    private readonly following: FollowingService,
    private readonly answering: AnsweringService,
    private readonly telling: TellingService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  async open(@Param('token') token: string, @Query('taal') taal: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.send(reply, doorScreen(await this.follow(token, taal)));
  }

  @Post('start')
  async start(
    @Param('token') token: string,
    @Query('taal') taal: unknown,
    @Body() form: StartForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const journey = await this.follow(token, taal);
    const language = languageChosen(form.taal, journey.languages);
    if (!language) return this.send(reply, doorScreen(journey));
    await this.answering.start(token, { language }, this.clock.now());
    await this.send(reply, { redirectTo: nextAddress(await this.follow(token, language)) });
  }

  @Get('vraag/:number')
  async ask(
    @Param('token') token: string,
    @Param('number') number: string,
    @Query('taal') taal: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(reply, questionScreen(await this.follow(token, taal), Number(number)));
  }

  @Post('vraag/:number')
  @HttpCode(200)
  async answer(
    @Param('token') token: string,
    @Param('number') number: string,
    @Query('taal') taal: unknown,
    @Body() form: AnswerForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const journey = await this.follow(token, taal);
    const { items, route } = journey.view;
    const item = items[Number(number) - 1];
    // An old page, of a question that another answer has led past: the way goes on from where they are.
    if (!item || !route.includes(item)) return this.send(reply, questionScreen(journey, Number(number)));
    const now = this.clock.now();
    const read = readForm(item, form, localDate(now));
    if ('problem' in read) return this.send(reply, questionScreen(journey, Number(number), { ...read, typed: typedIn(form) }));
    const { answer } = read;
    const { isCrisis } = await this.answering.answer(journey.view, { item: item.key, ...answer, language: journey.language }, now);
    const onward = addressAfterAnswer(journey, Number(number), item.key, answer);
    // Shown as the answer itself: the address tells nobody who looks over a shoulder, or later in the history, what it was.
    await this.send(reply, isCrisis ? crisisScreen(journey, onward) : { redirectTo: onward });
  }

  @Get('nakijken')
  async review(@Param('token') token: string, @Query('taal') taal: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.send(reply, await this.lookBack(await this.follow(token, taal)));
  }

  @Post('versturen')
  async finish(
    @Param('token') token: string,
    @Query('taal') taal: unknown,
    @Body() form: SendForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (form.versturen !== 'ja') return this.send(reply, await this.lookBack(await this.follow(token, taal), 'nothing-sent'));
    try {
      await this.answering.finish(token, this.clock.now());
    } catch (error) {
      if (error instanceof NothingAnsweredError) return this.send(reply, { redirectTo: nextAddress(await this.follow(token, taal)) });
      // Pressed twice, or on two devices: it is sent, and that is all the client wants to know.
      if (!(error instanceof LinkSpentError)) throw error;
    }
    // Everybody who sends waits for this: another look only for who speaks another language than their check-in.
    const address = taal === undefined ? addressWith(token, null, 'klaar') : addressOf(await this.follow(token, taal), 'klaar');
    await this.send(reply, { redirectTo: address });
  }

  @Get('klaar')
  async thank(@Param('token') token: string, @Query('taal') taal: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.send(reply, thanksScreen(await this.follow(token, taal)));
  }

  @Get('geen-berichten')
  async offerToStop(@Param('token') token: string, @Query('taal') taal: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.send(reply, stopScreen(await this.follow(token, taal)));
  }

  @Post('geen-berichten')
  async stop(
    @Param('token') token: string,
    @Query('taal') taal: unknown,
    @Body() form: StopForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const journey = await this.follow(token, taal);
    if (form.wat !== 'kanaal' && form.wat !== 'alles') return this.send(reply, stopScreen(journey, 'nothing-chosen'));
    await this.answering.optOut(token, { every: form.wat === 'alles' }, this.clock.now());
    await this.send(reply, { redirectTo: addressOf(journey, 'geen-berichten', form.wat) });
  }

  @Get('geen-berichten/:what')
  async confirmStop(
    @Param('token') token: string,
    @Param('what') what: string,
    @Query('taal') taal: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(reply, stoppedScreen(await this.follow(token, taal), what === 'alles' ? 'alles' : 'kanaal'));
  }

  /** Whatever else stands behind a link (a reload of a form that was sent, something pasted after it): the link itself is what counts. */
  @Get('*')
  async elsewhere(@Param('token') token: string, @Query('taal') taal: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.send(reply, { redirectTo: addressOf(await this.follow(token, taal)) });
  }

  private async lookBack(journey: Journey, problem: 'nothing-sent' | null = null): Promise<Screen> {
    return reviewScreen(journey, problem, await this.telling.told(journey.view.checkInId));
  }

  private follow(token: string, taal: unknown): Promise<Journey> {
    return this.following.follow(token, taal);
  }

  private send(reply: FastifyReply, screen: Screen): Promise<void> {
    return sendScreen(reply, screen, this.configuration);
  }
}
