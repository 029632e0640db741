import { CheckInsModule, RoundsService } from '#libs/checkins';
import { ClientsService, PeopleModule } from '#libs/people';
import {
  createLog,
  ensureDatabase,
  localInstant,
  migrate,
  NestLog,
  openDatabase,
  PlatformModule,
  readConfiguration,
  startEmbeddedPostgres,
  type Configuration,
} from '#libs/platform';
import { PlansService } from '#libs/planning';
import { ModulesService, QuestionnairesService, STANDARD_KEY } from '#libs/questionnaires';
import { RulesModule, RulesService } from '#libs/rules';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';

/** A Werkplein to measure in: a real server that really writes to disk, one coach with a full caseload, and history behind everybody. */
export interface BenchOffice {
  configuration: Configuration & { databaseUrl: string };
  dataSource: DataSource;
  pool: pg.Pool;
  staffId: string;
  clientIds: string[];
  versionId: string;
  now: Temporal.Instant;
  close: () => Promise<void>;
}

const CLIENTS = 150;
const OBSERVATIONS_EACH = 400;
const NOW = localInstant(Temporal.PlainDate.from('2026-11-04'), '10:30');

export async function openOffice(): Promise<BenchOffice> {
  const folder = await mkdtemp(path.join(tmpdir(), 'werkplein-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder });
  await ensureDatabase(server.urlOf('postgres'), 'bench');
  const databaseUrl = server.urlOf('bench');
  const migrating = await openDatabase(databaseUrl);
  await migrate(migrating, databaseUrl);
  await migrating.destroy();

  const configuration = { ...readConfiguration({ DEMO: 'on', LOG_LEVEL: 'fatal' }), databaseUrl };
  const app = await NestFactory.createApplicationContext(BenchModule.with(configuration), {
    logger: new NestLog(createLog('fatal', 'bench')),
  });
  const dataSource = app.get(DataSource);
  await app.get(QuestionnairesService).ensureStandard(NOW);
  await app.get(RulesService).ensureStandard(NOW);
  // Half of what is answered is about health: an office that has recorded why it may ask.
  await app.get(ModulesService).switchOn('health', { legalBasis: 'Bench', dpiaReference: 'Bench', approver: 'Bench', note: '' }, null, NOW);
  const clients = await registerClients(app.get(ClientsService), dataSource);
  await app
    .get(PlansService, { strict: false })
    .add(
      { all: true },
      { questionnaireKey: STANDARD_KEY, everyDays: 28, channel: null, startsOn: Temporal.PlainDate.from('2026-11-04') },
      NOW,
    );
  await app.get(RoundsService).openDue(NOW);
  await writeHistory(dataSource);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
  // At the end the server may be quicker to close a connection than the pool: that is no news.
  pool.on('error', () => undefined);
  const [{ staffId }] = await dataSource.query<[{ staffId: string }]>(`select id as "staffId" from staff limit 1`);
  const [{ versionId }] = await dataSource.query<[{ versionId: string }]>(`select id as "versionId" from questionnaire_version limit 1`);
  return {
    configuration,
    dataSource,
    pool,
    staffId,
    clientIds: [...clients.values()],
    versionId,
    now: NOW,
    close: async () => {
      await pool.end();
      await app.close();
      await server.stop();
      for (const place of [folder, server.folder]) await rm(place, { recursive: true, force: true });
    },
  };
}

@Module({})
class BenchModule {
  static with(configuration: Configuration & { databaseUrl: string }): DynamicModule {
    return { module: BenchModule, imports: [PlatformModule.with(configuration), PeopleModule, RulesModule, CheckInsModule] };
  }
}

async function registerClients(clients: ClientsService, dataSource: DataSource): Promise<Map<string, string>> {
  const since = Temporal.PlainDate.from('2024-01-01');
  return dataSource.transaction((tx) =>
    clients.register(
      tx,
      Array.from({ length: CLIENTS }, (_, index) => ({
        clientNumber: `B${1_000 + index}`,
        firstName: 'Bente',
        lastName: `Bench ${index}`,
        contactPoints: [{ kind: 'mobile' as const, address: `+316${String(20_000_000 + index)}` }],
        spells: [{ scheme: 'PW' as const, startsOn: since }],
        teamName: 'Team Noord',
        coachName: 'L. Maas',
        assignedFrom: since,
      })),
      NOW,
    ),
  );
}

/** Years of answers by everybody, so that finding the latest is work. */
async function writeHistory(dataSource: DataSource): Promise<void> {
  await dataSource.query(
    `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
     select client.id, trait, 'answered', 1 + (n + length(trait)) % 2, at, at, 'self_report', 'app', 'self', 'nl'
       from client
      cross join unnest(array['wellbeing.general', 'health.self_rated', 'health.physical', 'health.mental', 'mobility.transport',
                              'literacy.reading_nl', 'language.dutch_speaking', 'wish.contact']) trait
      cross join generate_series(1, $1) n
      cross join lateral (select $2::timestamptz - make_interval(days => n * 7) as at) times`,
    [OBSERVATIONS_EACH / 8, NOW],
  );
  await dataSource.query('vacuum analyze');
}
