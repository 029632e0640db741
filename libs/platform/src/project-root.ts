import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of package.json, whether this runs from `libs/` or from `dist/libs/`: views, texts and migrations are read from the sources. */
export const PROJECT_ROOT = findProjectRoot(import.meta.dirname);

function findProjectRoot(folder: string): string {
  if (existsSync(path.join(folder, 'package.json')) && existsSync(path.join(folder, 'libs'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('package.json of Werkplein Check-in not found');
  return findProjectRoot(parent);
}
