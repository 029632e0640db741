// Compiles apps, libs and the bench to dist/ with swc, and only what changed since the last build: a second `npm start` waits for nothing.
import { transformFile } from '@swc/core';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const isSource = (file) => file.endsWith('.ts') && !/\.(d|spec|db-spec|e2e-spec)\.ts$/.test(file);

async function sources(folder) {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isSource(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

async function modified(file) {
  return (await stat(file).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
}

const files = (await Promise.all(['apps', 'libs', 'test/bench'].map(sources))).flat();
const settingsChanged = await modified(path.join(root, '.swcrc'));
let compiled = 0;
await Promise.all(
  files.map(async (file) => {
    const out = path.join(root, 'dist', file.replace(/\.ts$/, '.js'));
    const built = await modified(out);
    if (built > (await modified(path.join(root, file))) && built > settingsChanged) return;
    const { code, map } = await transformFile(path.join(root, file), { configFile: path.join(root, '.swcrc'), cwd: root });
    await mkdir(path.dirname(out), { recursive: true });
    await writeFile(`${out}.map`, map ?? '');
    await writeFile(out, `${code}\n//# sourceMappingURL=${path.basename(out)}.map\n`);
    compiled += 1;
  }),
);

// What has lost its source must not linger: a stale module would still be importable.
const wanted = new Set(files.map((file) => file.replace(/\.ts$/, '.js')));
for (const entry of await readdir(path.join(root, 'dist'), { recursive: true, withFileTypes: true })) {
  const file = path.relative(path.join(root, 'dist'), path.join(entry.parentPath, entry.name));
  if (entry.isFile() && /\.js(\.map)?$/.test(file) && !file.startsWith('assets') && !wanted.has(file.replace(/\.map$/, '')))
    await rm(path.join(root, 'dist', file));
}
if (compiled > 0) process.stdout.write(`Gebouwd: ${compiled} bestanden.\n`);
