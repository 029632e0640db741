import { CheckInResponseReadModel, InsightModule } from '#libs/insight';
import { AccessLogService, PeopleModule, StaffService } from '#libs/people';
import { Clock, NotFoundError, SentenceError } from '#libs/platform';
import {
  DraftsService,
  ExchangeService,
  QuestionnairesModule,
  QuestionnairesService,
  ResponsesService,
  type ExchangeFile,
  type Imported,
  type ListedQuestionnaire,
  type NotMapped,
} from '#libs/questionnaires';
import { RulesModule, ReviewsService } from '#libs/rules';
import type { INestApplicationContext } from '@nestjs/common';
import { InvalidArgumentError, type Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { DataSource, type EntityManager } from 'typeorm';
import { withApplication } from './application.js';
import { openExportTarget } from './export-target.js';
import { EXIT } from './program.js';
import { number, say } from './terminal.js';

const BY = ['--by <e-mailadres>', 'wie dit doet: het account van een medewerker'] as const;
const OUTPUT = ['--output <bestand>', 'naar dit bestand (anders naar het scherm)'] as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function addQuestionnairesCommand(program: Command): void {
  const questionnaires = program.command('questionnaires').description('Vragenlijsten bekijken, meenemen en inlezen');
  questionnaires.command('list').description('Welke vragenlijsten er zijn').action(list);
  questionnaires
    .command('export')
    .description('Een gepubliceerde vragenlijst als bestand')
    .argument('<sleutel>', 'de vragenlijst, zoals hoe-gaat-het')
    .option('--fhir', 'als FHIR R5 Questionnaire (anders ons eigen JSON)')
    .option('--version <nummer>', 'welke versie (anders de nieuwste)', readNumber)
    .option(...OUTPUT)
    .action(exportOne);
  questionnaires
    .command('import')
    .description('Lees een vragenlijst in als concept; er wordt niets gepubliceerd')
    .argument('<bestand>', 'JSON van een export, of FHIR')
    .option('--fhir', 'het bestand is een FHIR R5 Questionnaire')
    .requiredOption(...BY)
    .action(importOne);
  questionnaires
    .command('take-up')
    .description('Maak van een vragenlijst uit de catalogus een concept: djg6, ehis-health')
    .argument('<instrument>', 'uit de catalogus')
    .requiredOption(...BY)
    .action(takeUp);
  questionnaires
    .command('add-text-pack')
    .description('Maak een concept van een instrument met woorden die u zelf meebrengt: phq4, who5')
    .argument('<instrument>', 'uit de catalogus')
    .argument('<bestand>', 'het tekstpakket')
    .requiredOption('--licence-acknowledged-by <naam>', 'wie heeft nagegaan dat uw organisatie deze tekst mag gebruiken')
    .requiredOption(...BY)
    .action(addTextPack);
  const responses = questionnaires.command('responses').description('Wat één klant antwoordde, als FHIR R5 QuestionnaireResponse');
  responses
    .command('export')
    .description('De antwoorden van één check-in; dit wordt vastgelegd als een blik in het dossier')
    .argument('<check-in>', 'het id van de check-in', readId)
    .requiredOption(...BY)
    .option(...OUTPUT)
    .action(exportResponse);
  responses
    .command('import')
    .description('Lees antwoorden van een ander systeem in als waarnemingen; hetzelfde bestand nog eens verandert niets')
    .argument('<bestand>', 'een QuestionnaireResponse op een van onze vragenlijsten')
    .action(importResponse);
}

async function list(): Promise<void> {
  await withQuestionnaires(async (app) => {
    for (const line of tellList(await app.get(DraftsService).list())) say(line);
  });
}

async function exportOne(key: string, { fhir, version, output }: { fhir?: true; version?: number; output?: string }): Promise<void> {
  await withQuestionnaires(async (app) => {
    const exchange = app.get(ExchangeService);
    await save(await (fhir ? exchange.exportFhir(key, version) : exchange.exportJson(key, version)).catch(inWords), output);
  });
}

async function importOne(file: string, { fhir, by }: { fhir?: true; by: string }): Promise<void> {
  const text = await read(file);
  await withQuestionnaires(async (app) => {
    const [exchange, staffId, now] = [app.get(ExchangeService), await who(app, by), app.get(Clock).now()];
    tell(fhir ? await exchange.importFhir(text, staffId, now) : await exchange.importJson(text, staffId, now));
  });
}

async function takeUp(instrument: string, { by }: { by: string }): Promise<void> {
  await withQuestionnaires(async (app) => {
    tell(
      await app
        .get(ExchangeService)
        .takeUpInstrument(instrument, await who(app, by), app.get(Clock).now())
        .catch(inWords),
    );
  });
}

async function addTextPack(
  instrument: string,
  file: string,
  { by, licenceAcknowledgedBy }: { by: string; licenceAcknowledgedBy: string },
): Promise<void> {
  const text = await read(file);
  await withQuestionnaires(async (app) => {
    const staffId = await who(app, by);
    tell(
      await app.get(ExchangeService).importTextPack(instrument, text, licenceAcknowledgedBy, staffId, app.get(Clock).now()).catch(inWords),
    );
  });
}

async function exportResponse(checkInId: string, { by, output }: { by: string; output?: string }): Promise<void> {
  await withApplication([PeopleModule, InsightModule, QuestionnairesModule], async (app) => {
    const staffId = await who(app, by);
    const found = await app.get(CheckInResponseReadModel).find(checkInId);
    if (!found) throw new SentenceError(`Er is geen check-in ${checkInId}.`);
    // Written down before anything is shown.
    await app.get(AccessLogService).record(app.get(DataSource).manager, staffId, found.clientId, 'fhir-response', app.get(Clock).now());
    await save(app.get(ExchangeService).exportResponse(found.definition, found.checkIn), output);
  });
}

async function importResponse(file: string): Promise<void> {
  const text = await read(file);
  await withQuestionnaires(async (app) => {
    const now = app.get(Clock).now();
    // The rules look at it within minutes: the worker reviews whoever it is wanted for.
    const review = (tx: EntityManager, clientIds: readonly string[]) => app.get(ReviewsService).want(tx, clientIds, now);
    const { recorded, already, problems, notMapped } = await app.get(ResponsesService).import(text, now, review).catch(inWords);
    lines('Geweigerd:', problems);
    lines('Dit ging niet mee:', notMapped);
    if (problems.length > 0) process.exitCode = EXIT.refused;
    else say(`Nieuwe waarnemingen: ${number(recorded)}. Was er al: ${number(already)}.`);
  });
}

async function withQuestionnaires(story: (app: INestApplicationContext) => Promise<void>): Promise<void> {
  await withApplication([PeopleModule, QuestionnairesModule, RulesModule], async (app) => {
    // On a database that never saw the worker the standard questionnaire is not there yet.
    await app.get(QuestionnairesService).ensureStandard(app.get(Clock).now());
    await story(app);
  });
}

async function who(app: INestApplicationContext, email: string): Promise<string> {
  return app
    .get(StaffService)
    .idOf(email)
    .catch(() => {
      throw new SentenceError(`--by: er is geen medewerker met het adres ${email}.`);
    });
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new SentenceError(`${file} kan niet worden gelezen (${error.code}).`);
  });
}

/** What the file holds goes to the file or the screen; what it lacks is told beside it, so that it never ends up inside. */
async function save({ text, notMapped }: ExchangeFile, output: string | undefined): Promise<void> {
  const target = await openExportTarget(output);
  try {
    await new Promise<void>((resolve, reject) => {
      target.stream.on('error', reject);
      target.stream.end(text, resolve);
    });
    await target.keep();
  } catch (error) {
    throw await target.abandon(error);
  }
  if (notMapped.length > 0)
    process.stderr.write(`Dit staat niet in het bestand:\n${notMapped.map(({ sentence }) => `  ${sentence}\n`).join('')}`);
}

function tell({ key, problems, notMapped }: Imported): void {
  lines(
    key === null ? 'Geweigerd:' : 'Voor u dit kunt publiceren:',
    problems.filter(({ severity }) => severity === 'refused'),
  );
  lines(
    'Opmerkingen:',
    problems.filter(({ severity }) => severity === 'remark'),
  );
  lines('Dit ging niet mee:', notMapped);
  if (key === null) {
    say('Er is niets ingelezen.');
    process.exitCode = EXIT.refused;
  } else say(`Het concept heet "${key}". Bekijk en publiceer het bij de vragenlijsten.`);
}

function lines(title: string, told: readonly Pick<NotMapped, 'sentence'>[]): void {
  if (told.length > 0) say(`${title}\n${told.map(({ sentence }) => `  ${sentence}`).join('\n')}`);
}

/** One line a questionnaire: key, version, whether somebody works on it, title. */
export function tellList(questionnaires: readonly ListedQuestionnaire[]): string[] {
  const widest = Math.max(0, ...questionnaires.map(({ key }) => key.length));
  return questionnaires.map(({ key, published, draft, definition }) =>
    [
      key.padEnd(widest),
      (published ? `versie ${published.number}` : 'geen versie').padEnd(11),
      draft ? 'concept' : '       ',
      definition.title.nl,
    ].join('  '),
  );
}

/** @throws InvalidArgumentError with what was expected instead */
export function readNumber(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Geef het nummer van een versie, zoals 3.');
}

/** @throws InvalidArgumentError with what was expected instead */
export function readId(text: string): string {
  if (UUID.test(text)) return text;
  throw new InvalidArgumentError('Geef het id van een check-in: het staat in het adres van zijn pagina.');
}

function inWords(error: unknown): never {
  if (!(error instanceof NotFoundError)) throw error;
  const { questionnaire, version, instrument } = error.details;
  if (instrument !== undefined)
    throw new SentenceError(`Er is geen instrument "${instrument}" waarmee dit kan. Kijk met --help welke er zijn.`);
  throw new SentenceError(`Er is geen versie ${version} van een vragenlijst "${questionnaire}".`);
}
