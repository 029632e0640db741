import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { CurvesService, OUTFLOW_TRAITS } from '#libs/outflow';
import type { SignedInStaff } from '#libs/people';
import { Clock, NotFoundError } from '#libs/platform';
import type { TraitDefinition } from '#libs/profiles';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { texts } from '../http/views.js';
import { mustBeAsked, OutflowQuery, type AskedQuestion } from './asking.js';
import { AskingService } from './asking.service.js';
import { pictureFile } from './chart-file.js';
import { curvesCsv, curvesJson } from './curve-files.js';
import { curvePicture } from './curve-picture.js';
import { aboutFile, fileName, sendFile, type FileKind } from './files.js';
import { chartOf, definedIn, headline, readOwn, traitPage, verdict, type TraitChoices } from './trait.page.js';

class TraitQuery extends OutflowQuery {
  @IsOptional()
  @IsString()
  @MaxLength(40)
  beeld?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  klok?: string;
}

/** Who leaves when, of each group of one trait: a team lead of the own team, management of all or one. */
@Controller()
@Roles('team_lead', 'management')
export class TraitController {
  constructor(
    private readonly curves: CurvesService,
    private readonly asking: AskingService,
    private readonly clock: Clock,
  ) {}

  /** `literacy.reading_nl`, or with `.csv`, `.json` or `.svg` behind it the same as a file. */
  @Get('uitstroom/kenmerk/:trait')
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Param('trait') name: string,
    @Query() query: TraitQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { trait, file } = traitIn(name);
    const own = readOwn(query);
    const today = this.clock.today();
    const asked = await this.asking.read(query, staff);
    if (file) return this.send(file, { trait, asked, own }, request, reply);
    const found = asked.question && (await this.curves.ofTrait(asked.question, trait.key, own.clock, this.clock.now()));
    void reply.status(Object.keys(asked.problems).length > 0 ? 422 : 200).header('cache-control', 'no-store');
    await reply.view('outflow/trait', traitPage({ trait, asked, found, own }, today, languageOf(request)));
  }

  private async send(kind: FileKind, { trait, asked, own }: FileGiven, request: StaffRequest, reply: FastifyReply): Promise<void> {
    const question = mustBeAsked(asked);
    const language = languageOf(request);
    const found = await this.curves.ofTrait(question, trait.key, own.clock, this.clock.now());
    const [whom, , made] = aboutFile(question, asked, found.madeAt, language) as [string, string, string];
    const about = [whom, definedIn({ question, own }, language), made];
    const name = fileName(`uitstroom-${trait.key.replaceAll(/[._]/g, '-')}`, question);
    if (kind === 'json') {
      const team = asked.teams.find(({ id }) => id === question.scope.teamId)?.name ?? null;
      return sendFile(reply, 'json', name, curvesJson(found, trait, question, own, { team, scheme: question.scope.scheme }, language));
    }
    if (kind === 'csv') return sendFile(reply, 'csv', name, curvesCsv(found, trait, question, about, language));
    if (found.state !== 'shown') throw new NotFoundError('there is nothing to draw');
    const given = { trait, curves: found.curves, question, own };
    const picture = curvePicture(chartOf(given, language), texts.text(language, `outflow-trait.axis.${own.clock}`));
    const lines = [verdict(given, language), ...about];
    return sendFile(reply, 'svg', name, pictureFile(picture, { title: headline(given, language), lines, width: 1008 }));
  }
}

interface FileGiven {
  trait: TraitDefinition;
  asked: AskedQuestion;
  own: TraitChoices;
}

/** @throws NotFoundError for a trait that outflow is not split by */
function traitIn(name: string): { trait: TraitDefinition; file: FileKind | null } {
  const [, key = name, file = null] = /^(.+)\.(csv|json|svg)$/.exec(name) ?? [];
  const trait = OUTFLOW_TRAITS.find((each) => each.key === key);
  if (!trait) throw new NotFoundError('outflow is not split by this trait');
  return { trait, file: file as FileKind | null };
}
