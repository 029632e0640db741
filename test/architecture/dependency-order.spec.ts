import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const CRUISER = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const RULES = path.join(ROOT, '.dependency-cruiser.cjs');

/** The house, from the ground up. */
const STAIRCASE = [
  'platform',
  'people',
  'wording',
  'messaging',
  'inbox',
  'profiles',
  'questionnaires',
  'interventions',
  'rules',
  'sharing',
  'planning',
  'checkins',
  'conversations',
  'operations',
  'outflow',
  'insight',
];

/** One sinner (or more) for every rule: where it stands, and what it should not have imported. */
const SINNERS: Record<string, Record<string, string>> = {
  ...Object.fromEntries(
    STAIRCASE.slice(0, -1).map((name, step) => [
      `${name}-does-not-look-up`,
      { [`libs/${name}/src/looks-up.service.ts`]: `import { floor } from '#libs/${STAIRCASE[step + 1]}';\nfloor;` },
    ]),
  ),
  'web-stands-apart': { 'apps/web/src/calls-worker.ts': `import '../../worker/src/main.js';` },
  'worker-stands-apart': { 'apps/worker/src/calls-web.ts': `import '../../web/src/main.js';` },
  'simulator-stands-apart': { 'apps/simulator/src/calls-web.ts': `import '../../web/src/main.js';` },
  'cli-stands-apart': { 'apps/cli/src/fakes-a-telephone.ts': `import '../../simulator/src/main.js';` },
  'libraries-do-not-know-apps': { 'libs/insight/src/knows-a-screen.ts': `import '../../../apps/web/src/main.js';` },
  'through-the-front-door': { 'libs/rules/src/through-the-window.ts': `import { room } from '../../people/src/room.js';\nroom;` },
  'apps-through-the-front-door': {
    'apps/web/src/through-the-window.ts': `import { room } from '../../../libs/people/src/room.js';\nroom;`,
  },
  'not-through-ones-own-front-door': { 'libs/people/src/round-the-block.ts': `import { floor } from './index.js';\nfloor;` },
  'domain-is-pure': { 'libs/rules/src/domain/asks-a-service.ts': `import { room } from '../room.js';\nroom;` },
  'domain-does-no-io': {
    'libs/rules/src/domain/reads-a-file.ts': `import { readFileSync } from 'node:fs';\nreadFileSync;`,
    'libs/rules/src/domain/asks-the-database.ts': `import pg from 'pg';\npg;`,
    'libs/rules/src/domain/is-injected.ts': `import { Injectable } from '@nestjs/common';\nInjectable;`,
  },
  'twilio-in-its-adapter-only': { 'libs/checkins/src/texts-by-itself.ts': `import twilio from 'twilio';\ntwilio;` },
  'nodemailer-in-its-adapter-only': { 'apps/cli/src/mails-by-itself.ts': `import nodemailer from 'nodemailer';\nnodemailer;` },
  'no-cycles': { 'libs/people/src/chicken.ts': `import { egg } from './egg.js';\nexport const chicken = () => egg;` },
  'product-does-not-know-tests': { 'libs/people/src/uses-a-factory.ts': `import '../../../test/support/factory.js';` },
  'only-what-is-declared': { 'apps/cli/src/borrows.ts': `import fastify from 'fastify';\nfastify;` },
  'product-runs-without-dev-dependencies': { 'apps/web/src/tests-itself.ts': `import supertest from 'supertest';\nsupertest;` },
  'no-dead-ends': { 'apps/cli/src/leads-nowhere.ts': `import './nowhere.js';` },
};

/** What the sinners sin with, and what is right and must be left alone. */
const HONEST: Record<string, string> = {
  ...Object.fromEntries(STAIRCASE.map((name) => [`libs/${name}/src/index.ts`, `export const floor = '${name}';`])),
  // Of the two that need each other the cruise reports the first.
  'libs/people/src/egg.ts': `import { chicken } from './chicken.js';\nexport const egg = () => chicken;`,
  'libs/people/src/room.ts': `export const room = 1;`,
  'libs/rules/src/room.ts': `import { floor } from '#libs/people';\nexport const room = floor;`,
  'libs/rules/src/domain/decides.ts': `import { floor } from '#libs/profiles';\nimport { createHash } from 'node:crypto';\nimport type { Room } from '../room.js';\nexport const decide = (room: Room) => [floor, room, createHash];`,
  'libs/messaging/src/channels/twilio.channel.ts': `import twilio from 'twilio';\ntwilio;`,
  'libs/messaging/src/channels/smtp.channel.ts': `import nodemailer from 'nodemailer';\nnodemailer;`,
  'apps/web/src/main.ts': `import { floor } from '#libs/insight';\nfloor;`,
  'apps/worker/src/main.ts': `import { floor } from '#libs/checkins';\nfloor;`,
  'apps/simulator/src/main.ts': `import { floor } from '#libs/platform';\nfloor;`,
  'test/support/factory.ts': `export const aClient = 1;`,
};

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

describe('the staircase', () => {
  it('is clean: every call goes downhill, through the front door', async () => {
    const { violations, modules } = await cruise(ROOT, ['apps', 'libs', 'test']);

    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    // A cruise that resolves nothing is clean too: it has to have seen a library through its alias.
    expect(modules).toContain('libs/platform/src/index.ts');
  });

  describe('among planted sinners', () => {
    let town: string;
    let violations: Violation[];

    beforeAll(async () => {
      town = await plant({ ...HONEST, ...Object.assign({}, ...Object.values(SINNERS)) });
      ({ violations } = await cruise(town, ['apps', 'libs', 'test']));
    });
    afterAll(() => rm(town, { recursive: true, force: true }));

    it.each(Object.entries(SINNERS))('%s: catches it', (rule, files) => {
      const caught = violations.filter((violation) => violation.rule.name === rule).map(({ from }) => from);

      expect([...new Set(caught)].toSorted()).toEqual(Object.keys(files).toSorted());
    });

    it('leaves the honest alone', () => {
      expect(violations.filter(({ from }) => from in HONEST)).toEqual([]);
    });

    it('has a sinner for every rule there is', () => {
      const rules = (createRequire(import.meta.url)(RULES) as { forbidden: { name: string }[] }).forbidden.map(({ name }) => name);

      expect(Object.keys(SINNERS).toSorted()).toEqual(rules.toSorted());
    });
  });
});

/** In a process of its own, exactly as `npm run order` does it. */
async function cruise(folder: string, parts: string[]): Promise<{ violations: Violation[]; modules: string[] }> {
  const json = await new Promise<string>((resolve, reject) => {
    execFile(
      process.execPath,
      [CRUISER, ...parts, '--config', path.join(folder, '.dependency-cruiser.cjs'), '--output-type', 'json'],
      { cwd: folder, maxBuffer: 100_000_000 },
      (error, stdout, stderr) => (stdout ? resolve(stdout) : reject(error ?? new Error(stderr))),
    );
  });
  const report = JSON.parse(json) as { modules: { source: string }[]; summary: { violations: Violation[] } };
  return { violations: report.summary.violations, modules: report.modules.map(({ source }) => source) };
}

/** A small copy of the house: the same alias, rules and packages, other inhabitants. */
async function plant(files: Record<string, string>): Promise<string> {
  const town = await mkdtemp(path.join(tmpdir(), 'werkplein-sinners-'));
  const settings = {
    'package.json': JSON.stringify({
      type: 'module',
      imports: { '#libs/*': './libs/*/src/index.ts' },
      dependencies: { '@nestjs/common': '*', nodemailer: '*', pg: '*', twilio: '*' },
      devDependencies: { supertest: '*' },
    }),
    'tsconfig.json': JSON.stringify({ compilerOptions: { module: 'nodenext', moduleResolution: 'nodenext' } }),
  };
  for (const [file, text] of Object.entries({ ...settings, ...files })) {
    await mkdir(path.dirname(path.join(town, file)), { recursive: true });
    await writeFile(path.join(town, file), text);
  }
  for (const shared of ['node_modules', '.dependency-cruiser.cjs']) await symlink(path.join(ROOT, shared), path.join(town, shared));
  return town;
}
