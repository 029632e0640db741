/**
 * Who may call whom (docs/architecture.md). Everything follows from one ordered list: a library uses the ones before it, through
 * their front door, and nothing looks up. Every rule has a planted sinner in test/architecture/dependency-order.spec.ts: it bites.
 */
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
const APPS = ['web', 'worker', 'simulator', 'cli'];

/** What a deciding function may use from npm: it computes, and touches neither network, disk nor clock. */
const PURE_PACKAGES = ['class-validator', 'handlebars', 'libphonenumber-js', 'sms-segments-calculator'];

/** A vendor lives in its adapter, and nowhere else. */
const VENDORS = [
  { vendor: 'twilio', home: '^libs/messaging/src/channels/twilio[^/]*[.]ts$' },
  // The simulator's post office returns mail: the other end of the same wire.
  { vendor: 'nodemailer', home: '^(libs/messaging/src/channels/smtp|apps/simulator/src/bounces)[^/]*[.]ts$' },
];

const anyOf = (names) => `(${names.join('|')})`;
const library = (names) => `^libs/${anyOf(names)}/`;
const npmPackage = (names) => `(^|/)node_modules/(@types/)?${anyOf(names)}(/|$)`;

// A test may plant what it wants to see; it stands beside what it tests and is held to the staircase like the rest.
const TESTS = '[.](spec|db-spec|e2e-spec)[.]ts$';
const DOMAIN = '^libs/[^/]+/src/domain/';

const nothingLooksUp = STAIRCASE.slice(0, -1).map((name, step) => ({
  name: `${name}-does-not-look-up`,
  comment: `${name} stands on step ${step}: it uses the libraries below it only.`,
  severity: 'error',
  from: { path: library([name]) },
  to: { path: library(STAIRCASE.slice(step + 1)) },
}));

const appsStandApart = APPS.map((name) => ({
  name: `${name}-stands-apart`,
  comment: 'Apps share libraries, never each other: each of them is a program of its own.',
  severity: 'error',
  from: { path: `^apps/${name}/` },
  to: { path: `^apps/${anyOf(APPS.filter((other) => other !== name))}/` },
}));

const vendorsStayHome = VENDORS.map(({ vendor, home }) => ({
  name: `${vendor}-in-its-adapter-only`,
  comment: `Another provider should cost one file: nothing but the adapter knows ${vendor}.`,
  severity: 'error',
  from: { path: '^(apps|libs)/', pathNot: [home, TESTS] },
  to: { path: npmPackage([vendor]) },
}));

module.exports = {
  forbidden: [
    ...nothingLooksUp,
    ...appsStandApart,
    {
      name: 'libraries-do-not-know-apps',
      comment: 'An app is the top of the house.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'through-the-front-door',
      comment: 'Another library is used by its index.ts; what that does not name is its own business.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index[.]ts$'] },
    },
    {
      name: 'apps-through-the-front-door',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index[.]ts$' },
    },
    {
      name: 'not-through-ones-own-front-door',
      comment: 'Inside a library one walks through the rooms; round by the front door is how cycles begin.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: TESTS },
      to: { path: '^libs/$1/src/index[.]ts$' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'Deciding knows no service, entity or module: own domain files, and the front door of a library below (of which only pure things, see test/architecture/domain.spec.ts).',
      severity: 'error',
      from: { path: DOMAIN, pathNot: TESTS },
      to: { path: '^(apps|libs)/', pathNot: [DOMAIN, '^libs/[^/]+/src/index[.]ts$'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domain-does-no-io',
      comment: 'No Nest, TypeORM, pg, disk or network where something is decided; hashing is arithmetic.',
      severity: 'error',
      from: { path: DOMAIN, pathNot: TESTS },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'core'],
        pathNot: [npmPackage(PURE_PACKAGES), '^(node:)?crypto$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    ...vendorsStayHome,
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'product-does-not-know-tests',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: TESTS },
      to: { path: `^test/|${TESTS}` },
    },
    {
      name: 'only-what-is-declared',
      comment: 'A package that is there by accident (of another one) is gone by accident too.',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      // A type alone is gone once compiled: Fastify's come with Nest's adapter. And @jest/globals is jest itself.
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'], pathNot: npmPackage(['@jest/globals']) },
    },
    {
      name: 'product-runs-without-dev-dependencies',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '/@types/' },
    },
    {
      name: 'no-dead-ends',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
