import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CrisisWords, CrisisWordsService, LONGEST_CRISIS_WORD, MOST_CRISIS_WORDS } from '#libs/inbox';
import type { SignedInStaff } from '#libs/people';
import {
  Clock,
  ConflictError,
  DEFAULT_LANGUAGE,
  InvalidInputError,
  isClientLanguage,
  NotFoundError,
  type ClientLanguage,
} from '#libs/platform';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { crisisWordsPage, type CrisisWordsGiven, type TrialOutcome } from './crisis-words.page.js';

class DoneQuery {
  @IsOptional()
  @IsIn(['bewaard'])
  gedaan?: 'bewaard';
}

class WordsForm {
  @IsOptional()
  @IsString()
  woorden?: string;

  @IsOptional()
  @IsString()
  zin?: string;

  /** The version that was on the screen. */
  @IsOptional()
  @Transform(({ value }) => Number(value))
  @IsInt()
  versie?: number;

  @IsOptional()
  @IsString()
  actie?: string;
}

const LIMITS: Record<string, Record<string, number>> = {
  'words-too-many': { most: MOST_CRISIS_WORDS },
  'word-too-long': { most: LONGEST_CRISIS_WORD },
};

type Shown = Partial<Omit<CrisisWordsGiven, 'language' | 'versions'>>;

/** The administrator: which words in what a client writes may mean danger. */
@Controller('beheer/signaalwoorden')
@Roles('admin')
export class CrisisWordsController {
  constructor(
    private readonly lists: CrisisWordsService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  begin(@Res() reply: FastifyReply): void {
    void reply.redirect(`/beheer/signaalwoorden/${DEFAULT_LANGUAGE}`, 303);
  }

  @Get(':taal')
  async show(
    @Param('taal') wanted: string,
    @Query() { gedaan: done }: DoneQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.view(demandLanguage(wanted), { done: done !== undefined }, request, reply);
  }

  @Post(':taal')
  @HttpCode(HttpStatus.OK)
  async save(
    @CurrentStaff() { staffId }: SignedInStaff,
    @Param('taal') wanted: string,
    @Body() { woorden = '', zin: sentence = '', versie: basedOn = 0, actie: action }: WordsForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const language = demandLanguage(wanted);
    const words = woorden.replaceAll('\r\n', '\n');
    const shown = { words, basedOn, trial: { sentence, outcome: null, isEmpty: false } };
    if (action === 'probeer') return this.view(language, { ...shown, trial: await this.tryOut(language, words, sentence) }, request, reply);
    try {
      await this.dataSource.transaction(async (tx) => {
        const list = { language, basedOn, staffId };
        if (action === 'terug') return this.lists.restore(tx, list, this.clock.now());
        return this.lists.save(tx, { ...list, words }, this.clock.now());
      });
      return void reply.redirect(`/beheer/signaalwoorden/${language}?gedaan=bewaard`, 303);
    } catch (error) {
      if (error instanceof ConflictError) {
        void reply.status(HttpStatus.CONFLICT);
        // Who saves once more has seen the newest list.
        const { version = 0 } = (await this.lists.versions(this.dataSource.manager, language))[0] ?? {};
        return this.view(language, { ...shown, basedOn: version, problem: { key: 'conflict', values: {} } }, request, reply);
      }
      if (!(error instanceof InvalidInputError)) throw error;
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY);
      const key = error.fields['words'] ?? 'other';
      return this.view(language, { ...shown, problem: { key, values: LIMITS[key] ?? {} } }, request, reply);
    }
  }

  /** With the list as it is typed and those of the other languages, as a message of a client would be looked at. Nothing is kept. */
  private async tryOut(language: ClientLanguage, words: string, sentence: string): Promise<CrisisWordsGiven['trial']> {
    if (sentence.trim() === '') return { sentence, outcome: null, isEmpty: true };
    const others = (await this.lists.lists(this.dataSource.manager)).filter((list) => list.language !== language);
    const typed = words.split(/[\n,;]/).slice(0, MOST_CRISIS_WORDS);
    return { sentence, outcome: found([...typed, ...others.flatMap((list) => list.words)], sentence), isEmpty: false };
  }

  private async view(language: ClientLanguage, shown: Shown, request: StaffRequest, reply: FastifyReply): Promise<void> {
    const versions = await this.lists.versions(this.dataSource.manager, language);
    const page = crisisWordsPage(
      {
        words: versions[0]?.words.join('\n') ?? '',
        basedOn: versions[0]?.version ?? 0,
        problem: null,
        trial: { sentence: '', outcome: null, isEmpty: false },
        done: false,
        ...shown,
        language,
        versions,
      },
      languageOf(request),
    );
    await reply.header('cache-control', 'no-store').view('templates/crisis-words', page);
  }
}

/** Which of the words find a sentence: one at a time only when there is something to find. */
function found(words: readonly string[], sentence: string): TrialOutcome {
  if (!new CrisisWords(words).isIn(sentence)) return { isFound: false, by: [] };
  return { isFound: true, by: words.map((word) => word.trim()).filter((word) => word !== '' && new CrisisWords([word]).isIn(sentence)) };
}

function demandLanguage(wanted: string): ClientLanguage {
  if (!isClientLanguage(wanted)) throw new NotFoundError('no such language');
  return wanted;
}
