import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './sources.js';

const DOCKERFILE = readFileSync(path.join(ROOT, 'docker/Dockerfile'), 'utf8');
const ALLOWED_IN = readFileSync(path.join(ROOT, 'docker/Dockerfile.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

describe('the image', () => {
  it('is built from files that are there and that reach the builder', () => {
    expect(lost(copiedFromProject(DOCKERFILE))).toEqual([]);
  });

  it('would not be built from a file that is gone', () => {
    expect(
      lost(
        copiedFromProject(
          'COPY libs libs\nCOPY package.json gone.json ./\nCOPY --chmod=755 docker/gone.sh /bin/\nCOPY --from=build /app/dist dist',
        ),
      ),
    ).toEqual(['gone.json', 'docker/gone.sh']);
  });

  it('drops packages that are there to be dropped', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    const dropped = [...DOCKERFILE.matchAll(/^ +dependencies\.(\S+)/gm)].map(([, name]) => String(name));

    expect(dropped.length).toBeGreaterThan(0);
    expect(dropped.filter((name) => !(name in dependencies))).toEqual([]);
  });

  it('does not run as root', () => {
    const lastStage = DOCKERFILE.slice(DOCKERFILE.lastIndexOf('\nFROM '));

    expect(/^USER (.+)$/m.exec(lastStage)?.[1]).toBe('node');
  });

  it('runs on the Node that the project is pinned to', () => {
    const pinned = JSON.parse(readFileSync(path.join(ROOT, 'node_modules/node/package.json'), 'utf8')) as { version: string };
    const bases = [...DOCKERFILE.matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => major);

    expect(new Set(bases)).toEqual(new Set([pinned.version.split('.')[0]]));
  });
});

function copiedFromProject(dockerfile: string): string[] {
  return [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, rest]) => {
    const places = String(rest)
      .split(/\s+/)
      .filter((place) => !place.startsWith('--'));
    return places.slice(0, -1);
  });
}

function lost(files: string[]): string[] {
  return files.filter(
    (file) => !existsSync(path.join(ROOT, file)) || !ALLOWED_IN.some((allowed) => file === allowed || file.startsWith(`${allowed}/`)),
  );
}
