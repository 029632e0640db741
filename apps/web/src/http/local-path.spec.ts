import { localPath } from './local-path.js';

describe('the way back', () => {
  it.each(['/', '/klanten', '/klanten/0198c2f0-0000-7000-8000-000000000000/berichten', '/uitstroom?van=2025-01-01&tot=2026-01-01'])(
    'may be %s',
    (path) => {
      expect(localPath(path)).toBe(path);
    },
  );

  it.each([
    undefined,
    '',
    'klanten',
    'https://elders.example',
    '//elders.example',
    '/\\elders.example',
    '/\t/elders.example',
    '/klanten\nSet-Cookie: a',
    '/a\\b',
  ])('is the start when it is %j', (path) => {
    expect(localPath(path)).toBe('/');
  });
});
