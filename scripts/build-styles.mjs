// Makes one stylesheet per face (dist/assets/<face>.css): NL Design System components and the theme's tokens, without what that face's
// views never use. The whole is 600 kB; a jobseeker on an old phone gets a few. A municipality changes THEME to its own token file.
// Beside them the letters that an old phone may lack (dist/assets/fonts): fetched by who reads a page in that script, and by nobody else.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PurgeCSS } from 'purgecss';

const root = path.resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const THEME = '@nl-design-system-community/ma-design-tokens';
const components = require.resolve('@utrecht/component-library-css/dist/index.css');
const theme = path.join(path.dirname(require.resolve(`${THEME}/package.json`)), 'dist/theme.css');
/**
 * Noto, under the Open Font License, for the letters that a phone may lack: what it has itself (`known`, of Android, Apple and Windows) goes
 * first, so that only a phone without these letters fetches a font, and only when a page has them.
 */
const FONTS = [
  {
    family: 'Noto Sans Arabic',
    name: 'noto-sans-arabic',
    subset: 'arabic',
    letters: 'U+600-6FF,U+750-77F,U+8A0-8FF,U+FB50-FDFF,U+FE70-FEFF',
    known: ['Noto Sans Arabic', 'Noto Naskh Arabic', 'Geeza Pro', 'Segoe UI'],
  },
  {
    family: 'Noto Sans Ethiopic',
    name: 'noto-sans-ethiopic',
    subset: 'ethiopic',
    letters: 'U+1200-1399,U+2D80-2DDE,U+AB01-AB2E',
    known: ['Noto Sans Ethiopic', 'Noto Serif Ethiopic', 'Kefa', 'Ebrima'],
  },
];
const WEIGHTS = { 400: '', 700: ' Bold' };
const fontFolder = path.join(root, 'dist/assets/fonts');
const styles = path.join(root, 'apps/web/assets/styles');
const views = path.join(root, 'apps/web/views');

/** A face: its own styles in their order, on top of the shared ones, and the views it dresses (null: all). */
const faces = {
  client: {
    own: ['client.css', 'explaining.css'],
    places: ['layouts/client.hbs', 'answering', 'sharing', 'unsubscribing', 'explaining', 'partials/demo-banner.hbs', 'partials/client'],
  },
  staff: {
    own: [
      'frame',
      'words',
      'asking',
      'caseload',
      'client-file',
      'suggestions',
      'client-course',
      'client-planning',
      'outflow',
      'outflow-reach',
      'outflow-interventions',
      'outflow-trait',
      'outflow-report',
      'plans',
      'operations',
      'templates',
      'inbox',
      'letters',
      'questionnaires',
      'registers',
      'learning',
      'questionnaire-preview',
      'interventions',
      'rules',
      'rule-effects',
      'end-reasons',
      'outflow-trend',
    ].map((part) => `staff/${part}.css`),
    places: null,
  },
};

async function filesUnder(place) {
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

async function modified(file) {
  return (await stat(file).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
}

async function viewsOf(places) {
  const all = await filesUnder(views);
  return places === null ? all : all.filter((file) => places.some((place) => path.relative(views, file).startsWith(place)));
}

/** Copies the fonts with their licence. @returns their `@font-face` rules, each font by an address with a fingerprint */
async function buildFonts() {
  await mkdir(fontFolder, { recursive: true });
  const rules = FONTS.flatMap(({ family, name, subset, letters, known }) =>
    Object.entries(WEIGHTS).map(async ([weight, inName]) => {
      const folder = path.dirname(require.resolve(`@fontsource/${name}/package.json`));
      const file = `${name}-${subset}-${weight}-normal.woff2`;
      const font = await readFile(path.join(folder, 'files', file));
      await copyFile(path.join(folder, 'files', file), path.join(fontFolder, file));
      await copyFile(path.join(folder, 'LICENSE'), path.join(fontFolder, `${name}-LICENSE.txt`));
      const fingerprint = createHash('sha256').update(font).digest('base64url').slice(0, 10);
      const own = known.map((one) => `local('${one}${inName}')`).join(', ');
      return `@font-face { font-family: '${family}'; font-weight: ${weight}; font-display: swap; src: ${own}, url(fonts/${file}?v=${fingerprint}) format('woff2'); unicode-range: ${letters}; }`;
    }),
  );
  return (await Promise.all(rules)).join('\n');
}

async function buildFace(face, { own: parts, places }) {
  const own = ['theme.css', 'shared.css', ...parts].map((file) => path.join(styles, file));
  const content = await viewsOf(places);
  const out = path.join(root, 'dist/assets', `${face}.css`);
  const newest = Math.max(...(await Promise.all([...own, ...content, theme, components, import.meta.filename].map(modified))));
  if ((await modified(out)) > newest) return;
  const css = (await Promise.all([theme, components, ...own].map((file) => readFile(file, 'utf8')))).join('\n');
  const [result] = await new PurgeCSS().purge({
    content,
    css: [{ raw: css }],
    variables: true,
    keyframes: true,
    fontFace: true,
    // Which language a page speaks stands in no view.
    safelist: { standard: [':root', 'html', 'body'] },
    dynamicAttributes: ['lang', 'dir'],
    defaultExtractor: (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [],
  });
  await mkdir(path.dirname(out), { recursive: true });
  await writeFile(out, minify(`${fontFaces}\n${result.css}`));
}

/** Comments and white space only: what is left stays readable enough to debug. */
function minify(css) {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/;}/g, '}')
    .replace(/[^{}]+\{\}/g, '');
}

/** Dragging (MIT, its licence stands in its first line); pages that have it work without. */
async function copySortable() {
  await mkdir(path.join(root, 'dist/assets'), { recursive: true });
  await copyFile(require.resolve('sortablejs/Sortable.min.js'), path.join(root, 'dist/assets/sortable.js'));
}

await copySortable();
const fontFaces = await buildFonts();
await Promise.all(Object.entries(faces).map(([face, its]) => buildFace(face, its)));
