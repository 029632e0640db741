import { EmailTakenError, PeopleModule, STAFF_ROLES, StaffService, type PasswordLink, type StaffRole } from '#libs/people';
import { Clock, InvalidInputError, NotFoundError, SentenceError, TIME_ZONE, type Configuration } from '#libs/platform';
import { Option, type Command } from 'commander';
import { withApplication } from './application.js';
import { say } from './terminal.js';

interface NewStaffOptions {
  email: string;
  name: string;
  role: StaffRole;
  team?: string;
}

export function addStaffCommand(program: Command): void {
  const staff = program.command('staff').description('Accounts van medewerkers');
  staff
    .command('add')
    .description('Maak een account en een link waarmee die persoon één keer een wachtwoord kiest')
    .requiredOption('--email <adres>', 'e-mailadres waarmee deze persoon zich aanmeldt')
    .requiredOption('--name <naam>', 'naam zoals collega’s die zien; bij een klantmanager zoals in het klantenbestand')
    .addOption(
      new Option('--role <rol>', 'werkcoach, teamleider, beheerder, functionaris gegevensbescherming of management')
        .choices(STAFF_ROLES)
        .makeOptionMandatory(),
    )
    .option('--team <team>', 'naam van het team (verplicht voor een teamleider)')
    .action(add);
  staff
    .command('link')
    .description('Maak een nieuwe link om een wachtwoord te kiezen; de vorige link werkt dan niet meer')
    .requiredOption('--email <adres>', 'e-mailadres van het account')
    .action(renew);
}

async function add({ email, name, role, team }: NewStaffOptions): Promise<void> {
  await withApplication([PeopleModule], async (app, configuration) => {
    const added = await app
      .get(StaffService)
      .add({ email, name, role, teamName: team }, app.get(Clock).now())
      .catch((error: unknown) => {
        throw explain(error, email);
      });
    if (added.completed) say(`${name} stond al in ${team}, uit een klantenbestand: dit account hoort nu bij die persoon en diens klanten.`);
    if (added.teamIsNew) say(`Het team "${team}" bestond nog niet en is gemaakt.`);
    tell(configuration, name, added);
  });
}

async function renew({ email }: { email: string }): Promise<void> {
  await withApplication([PeopleModule], async (app, configuration) => {
    const link = await app
      .get(StaffService)
      .renewPasswordLink(email, app.get(Clock).now())
      .catch((error: unknown) => {
        throw explain(error, email);
      });
    tell(configuration, email, link);
  });
}

function tell({ publicUrl }: Configuration, who: string, { passwordToken, expiresAt }: PasswordLink): void {
  const until = expiresAt.toLocaleString('nl-NL', { timeZone: TIME_ZONE, dateStyle: 'full', timeStyle: 'short' });
  say(`Geef deze link alleen aan ${who}. Hij werkt één keer, tot ${until}:\n\n  ${publicUrl}/wachtwoord/${passwordToken}\n`);
}

function explain(error: unknown, email: string): unknown {
  if (error instanceof EmailTakenError)
    return new SentenceError(`Met ${email} meldt zich al iemand aan. Een nieuwe link maakt u met "staff link --email ${email}".`);
  if (error instanceof NotFoundError) return new SentenceError(`Er is geen account met ${email}.`);
  if (!(error instanceof InvalidInputError)) return error;
  if ('email' in error.fields) return new SentenceError(`--email: "${email}" is geen e-mailadres.`);
  if ('team' in error.fields) return new SentenceError('--team: een teamleider heeft een team nodig.');
  return new SentenceError('--name: vul een naam in.');
}
