// Makes one stylesheet per face (dist/assets/<face>.css): NL Design System components and the theme's tokens, without what that face's
// views never use. The whole is 600 kB; a jobseeker on an old phone gets a few. A municipality changes THEME to its own token file.
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PurgeCSS } from 'purgecss';

const root = path.resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const THEME = '@nl-design-system-community/ma-design-tokens';
const components = require.resolve('@utrecht/component-library-css/dist/index.css');
const theme = path.join(path.dirname(require.resolve(`${THEME}/package.json`)), 'dist/theme.css');
const styles = path.join(root, 'apps/web/assets/styles');
const views = path.join(root, 'apps/web/views');

/** A face: its own styles in their order, on top of the shared ones, and the views it dresses (null: all). */
const faces = {
  client: {
    own: ['client.css'],
    places: ['layouts/client.hbs', 'answering', 'partials/demo-banner.hbs', 'partials/client'],
  },
  staff: {
    own: [
      'frame',
      'words',
      'asking',
      'caseload',
      'client-file',
      'client-planning',
      'outflow',
      'plans',
      'operations',
      'templates',
      'inbox',
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
    safelist: { standard: [':root', 'html', 'body'] },
    defaultExtractor: (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [],
  });
  await mkdir(path.dirname(out), { recursive: true });
  await writeFile(out, minify(result.css));
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

await Promise.all(Object.entries(faces).map(([face, its]) => buildFace(face, its)));
