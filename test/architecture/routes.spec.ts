import cookie from '@fastify/cookie';
import { PlatformModule, readConfiguration } from '#libs/platform';
import { Controller, Get, Module, Post, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { configureWeb } from '../../apps/web/src/configure-web.js';
import { Public, PUBLIC, Roles, ROLES } from '../../apps/web/src/http/access.js';
import { HttpModule } from '../../apps/web/src/http/http.module.js';
import { aDatabase } from '../support/database.js';

const STAFF_ROLES = ['coach', 'team_lead', 'admin', 'privacy_officer', 'management'];
const SOMEBODY = '019a0000-0000-7000-8000-000000000000';

interface Route {
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  roles: string[];
  isPublic: boolean;
}

@Controller('sinner')
class ForgetfulController {
  @Get('open')
  open() {
    return { secret: 'everybody can read this' };
  }

  @Roles('coach')
  @Get('guarded')
  guarded() {
    return {};
  }

  @Public()
  @Post('both')
  @Roles('admin')
  both() {
    return {};
  }
}

@Public()
@Controller('sinner/public')
class PublicController {
  @Get()
  hello() {
    return {};
  }
}

describe('every route', () => {
  let app: NestFastifyApplication;
  let drop: () => Promise<void>;
  let routes: Route[];

  beforeAll(async () => {
    const database = await aDatabase();
    ({ drop } = database);
    app = await configureWeb({ ...readConfiguration({ DEMO: 'on', LOG_LEVEL: 'silent' }), databaseUrl: database.url });
    await app.init();
    routes = routesOf(app);
  });
  afterAll(async () => {
    await app.close();
    await drop();
  });

  it('has a role or is public, and never both', () => {
    expect(routes.filter((route) => isUndecided(route)).map(({ name }) => name)).toEqual([]);
    expect(routes.map(({ path }) => path)).toContain('/health/ready');
  });

  it('names roles that exist', () => {
    expect(routes.flatMap(({ roles }) => roles).filter((role) => !STAFF_ROLES.includes(role))).toEqual([]);
  });

  it('with a role lets nobody in who is not signed in', async () => {
    const guarded = routes.filter(({ isPublic }) => !isPublic);
    const answers = await Promise.all(guarded.map(async (route) => `${route.name} ${(await ask(app, route)).statusCode}`));

    expect(answers.filter((answer) => !/ (401|403)$/.test(answer))).toEqual([]);
  });

  it('is found out when it says nothing, or says two things, and the guard lets nobody in either', async () => {
    const database = await aDatabase();
    const sinner = await aWebOf([ForgetfulController, PublicController], database.url);
    const found = routesOf(sinner);
    const open = found.find(({ path }) => path === '/sinner/open') as Route;

    expect(found.filter((route) => isUndecided(route)).map(({ name }) => name)).toEqual([
      'ForgetfulController.open',
      'ForgetfulController.both',
    ]);
    const answer = await ask(sinner, open);
    expect([401, 403]).toContain(answer.statusCode);
    expect(answer.payload).not.toContain('everybody can read this');

    await sinner.close();
    await database.drop();
  });
});

function isUndecided({ roles, isPublic }: Route): boolean {
  return roles.length > 0 === isPublic;
}

/** A web application with the product's own guard and filter, and other screens. */
async function aWebOf(controllers: (new () => object)[], databaseUrl: string): Promise<NestFastifyApplication> {
  @Module({
    imports: [PlatformModule.with({ ...readConfiguration({ DEMO: 'on' }), databaseUrl }), HttpModule],
    controllers,
  })
  class SinnersModule {}
  const app = await NestFactory.create<NestFastifyApplication>(SinnersModule, new FastifyAdapter(), { logger: false });
  await app.register(cookie as never);
  await app.init();
  return app;
}

function routesOf(app: NestFastifyApplication): Route[] {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap(({ controllers }) => [...controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const controller = metatype as unknown as { name: string; prototype: Record<string, object> };
    return scanner
      .getAllMethodNames(controller.prototype)
      .filter((method) => Reflect.hasMetadata(PATH_METADATA, controller.prototype[method] as object))
      .flatMap((method) => routesOfHandler(controller, method));
  });
}

function routesOfHandler(controller: { name: string; prototype: Record<string, object> }, method: string): Route[] {
  const handler = controller.prototype[method] as object;
  const asked = (key: string): unknown => Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
  const paths = (target: object) => [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();
  return paths(controller).flatMap((prefix) =>
    paths(handler).map((path) => ({
      name: `${controller.name}.${method}`,
      method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod] as Route['method'],
      path: `/${[prefix, path]
        .map((part) => part.replaceAll(/^\/|\/$/g, ''))
        .filter(Boolean)
        .join('/')}`,
      roles: (asked(ROLES) as string[] | undefined) ?? [],
      isPublic: asked(PUBLIC) === true,
    })),
  );
}

async function ask(app: NestFastifyApplication, { method, path }: Route): Promise<{ statusCode: number; payload: string }> {
  await app.getHttpAdapter().getInstance().ready();
  return app.inject({ method, url: path.replaceAll(/:\w+/g, SOMEBODY), headers: { accept: 'application/json' } });
}
