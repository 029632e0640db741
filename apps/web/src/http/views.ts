import { directionOf, PROJECT_ROOT, Texts, type ClientLanguage, type Language } from '#libs/platform';
import { clientTexts } from '#libs/wording';
import Handlebars from 'handlebars';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const VIEWS = path.join(PROJECT_ROOT, 'apps/web/views');
/** Stylesheets are built (see scripts/build-styles.mjs); everything else is served as it lies in the sources. */
export const ASSET_FOLDERS = [path.join(PROJECT_ROOT, 'dist/assets'), path.join(PROJECT_ROOT, 'apps/web/assets')];

export const texts = new Texts(path.join(PROJECT_ROOT, 'apps/web/messages'));

type HelperOptions = Handlebars.HelperOptions & { data: { root: { site: { language: ClientLanguage } } } };

/**
 * The Handlebars of the web application: strict (a view that asks for what its page does not give is an error), with the layouts and
 * partials by their path, and a handful of words:
 * `{{t 'caseload.title' name=x}}` the text in the reader's language · `{{asset 'staff.css'}}` a file with its fingerprint ·
 * `{{#if (eq a b)}}` equality · `{{direction site.language}}` how it is written (ltr, rtl).
 */
export function createHandlebars(): typeof Handlebars {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('t', (key: string, options: HelperOptions) =>
    textFor(options.data.root.site.language, key, options.hash as Record<string, unknown>),
  );
  handlebars.registerHelper('direction', (language: ClientLanguage) => directionOf(language));
  handlebars.registerHelper('asset', (name: string) => assetUrl(name));
  handlebars.registerHelper('eq', (a: unknown, b: unknown) => a === b);
  return handlebars;
}

/** What clients read lies with the wording, in all their languages; what staff read lies here, in two. */
function textFor(language: ClientLanguage, key: string, values: Record<string, unknown>): string {
  return key.startsWith('answering.') || key.startsWith('sharing.')
    ? clientTexts.text(language, key, values)
    : texts.text(language as Language, key, values);
}

/** Every view can be used by its path (`{{> partials/banner}}`, `{{#> layouts/staff}}`), so there is one way to share markup. */
export function partials(): Record<string, string> {
  return Object.fromEntries(
    ['layouts', 'partials'].flatMap((folder) =>
      (readdirSync(path.join(VIEWS, folder), { recursive: true }) as string[])
        .filter((file) => file.endsWith('.hbs'))
        .map((file) => [`${folder}/${file.replace(/\.hbs$/, '')}`, `${folder}/${file}`]),
    ),
  );
}

const fingerprints = new Map<string, string>();

/** The address of an asset, with a fingerprint of its content: a browser may keep it for a year and still sees every change. */
export function assetUrl(name: string): string {
  let fingerprint = fingerprints.get(name);
  if (fingerprint === undefined) {
    const file = ASSET_FOLDERS.map((folder) => path.join(folder, name)).find(existsSync);
    if (!file) throw new Error(`no asset ${name}`);
    fingerprint = createHash('sha256').update(readFileSync(file)).digest('base64url').slice(0, 10);
    fingerprints.set(name, fingerprint);
  }
  return `/assets/${name}?v=${fingerprint}`;
}
