import { Body, Controller, HttpCode, Inject, Param, Post, Query, Res, UseFilters } from '@nestjs/common';
import { Clock, CONFIGURATION, InvalidInputError, TooManyAttemptsError, type Configuration } from '#libs/platform';
import { CLIENT_RESPONSES, NotSharedError, ShareLinkNotOpenError, SpeakingService, type Opened } from '#libs/sharing';
import type { FastifyReply } from 'fastify';
import { sendScreen } from '../answering/answering.filter.js';
import type { Screen } from '../answering/screen.js';
import { Public, Unforgeable } from '../http/access.js';
import { dangerScreen, doorScreen } from './door.page.js';
import { ReadingService, type Reader } from './reading.service.js';
import { sharedScreen, type RefusedWords } from './shared.page.js';
import { SharingFilter } from './sharing.filter.js';
import { AnswerForm, idOf, ObjectionForm, textOf } from './sharing.forms.js';

type Said = Pick<RefusedWords, 'about' | 'words' | 'suggestionId'>;

/** What a client says about what was shared. Shown as the answer itself: the address tells nobody who looks over a shoulder what it was. */
@Controller('v/:token')
@Public()
@Unforgeable()
@UseFilters(SharingFilter)
export class SpeakingController {
  constructor(
    private readonly reading: ReadingService,
    private readonly speaking: SpeakingService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Post('antwoord')
  @HttpCode(200)
  async respond(
    @Param('token') token: string,
    @Query('taal') taal: unknown,
    @Body() form: AnswerForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = await this.reading.follow(token, taal);
    const response = CLIENT_RESPONSES.find((one) => one === form.antwoord);
    // Without the button that was pressed it is a scanner's, whatever stands in the fields.
    if (!response) return this.send(reply, doorScreen(reader));
    const said: Said = { about: 'answer', suggestionId: idOf(form.voorstel), words: textOf(form.woorden) };
    await this.say(reply, reader, said, textOf(form.pas), (opened) =>
      this.speaking.respond(opened, { ...said, response }, reader.language, this.clock.now()),
    );
  }

  @Post('bezwaar')
  @HttpCode(200)
  async object(
    @Param('token') token: string,
    @Query('taal') taal: unknown,
    @Body() form: ObjectionForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = await this.reading.follow(token, taal);
    if (form.versturen !== 'ja') return this.send(reply, doorScreen(reader));
    const said: Said = { about: 'objection', suggestionId: idOf(form.voorstel), words: textOf(form.woorden) };
    await this.say(reply, reader, said, textOf(form.pas), (opened) =>
      this.speaking.object(opened, said, reader.language, this.clock.now()),
    );
  }

  private async say(
    reply: FastifyReply,
    reader: Reader,
    said: Said,
    pass: string,
    story: (opened: Opened) => Promise<{ isCrisis: boolean }>,
  ): Promise<void> {
    const show = async (options: Parameters<typeof sharedScreen>[3]) =>
      this.send(reply, sharedScreen(reader, pass, await this.reading.shown(reader), options));
    try {
      const { isCrisis } = await story({ token: reader.token, pass });
      if (isCrisis) return await this.send(reply, dangerScreen(reader));
    } catch (error) {
      if (error instanceof ShareLinkNotOpenError) return this.send(reply, doorScreen(reader, { kind: 'not-open' }));
      // Taken back while they were reading: what is left is shown, and that it is gone when nothing is.
      if (error instanceof NotSharedError) return show({});
      if (error instanceof TooManyAttemptsError) return show({ refused: { ...said, problem: 'too-many' } });
      if (!(error instanceof InvalidInputError)) throw error;
      return show({ refused: { ...said, problem: error.fields['words']?.endsWith('missing') ? 'empty' : 'too-long' } });
    }
    await show({ notice: said.about === 'answer' ? 'saved' : 'objected' });
  }

  private send(reply: FastifyReply, screen: Screen): Promise<void> {
    return sendScreen(reply, screen, this.configuration);
  }
}
