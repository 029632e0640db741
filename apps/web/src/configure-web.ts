import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import view from '@fastify/view';
import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLog, InvalidInputError, NestLog, type Clock, type Configuration } from '#libs/platform';
import { LogController, type FastifyRequest } from 'fastify';
import { takeMultipartForms } from './http/multipart-form.js';
import { securityHeaders } from './http/security-headers.js';
import { ASSET_FOLDERS, createHandlebars, partials, VIEWS } from './http/views.js';
import { WebModule } from './web.module.js';

/** The web application, ready to listen or to be injected into: `main.ts` and the tests use this one and no other. */
export async function configureWeb(configuration: Configuration & { databaseUrl: string }, clock?: Clock): Promise<NestFastifyApplication> {
  const log = createLog(configuration.logLevel, 'web');
  const adapter = new FastifyAdapter({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: 'loopback,linklocal,uniquelocal',
    bodyLimit: 256 * 1024,
  });
  const app = await NestFactory.create<NestFastifyApplication>(WebModule.with(configuration, clock), adapter, {
    logger: new NestLog(log),
    abortOnError: false,
  });
  app.useGlobalPipes(
    new ValidationPipe({
      whitelist: true,
      forbidNonWhitelisted: false,
      transform: true,
      stopAtFirstError: true,
      exceptionFactory: invalidInput,
    }),
  );
  takeMultipartForms(app);
  await app.register(helmet, securityHeaders(configuration));
  await app.register(compress, { threshold: 512 });
  await app.register(cookie as never);
  await app.register(view, {
    engine: { handlebars: createHandlebars() },
    root: VIEWS,
    viewExt: 'hbs',
    production: !configuration.demo,
    // Without preventIndent a partial is indented with every line of what stands in its textareas.
    options: { partials: partials(), compileOptions: { strict: true, preventIndent: true } },
  });
  await app.register(fastifyStatic as never, { root: ASSET_FOLDERS, prefix: '/assets/', immutable: true, maxAge: '1y', index: false });
  logByRoute(app);
  return app;
}

/** One line a request, by route pattern: the address itself may hold a secret link. */
function logByRoute(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', (request: FastifyRequest, reply, done) => {
      request.log.debug({
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      });
      done();
    });
}

/** class-validator's findings as `field → text key`: the key is the `message` that the field's decorator gives. */
function invalidInput(errors: ValidationError[]): InvalidInputError {
  return new InvalidInputError(
    Object.fromEntries(errors.map(({ property, constraints }) => [property, Object.values(constraints ?? {})[0] ?? 'invalid'])),
  );
}
