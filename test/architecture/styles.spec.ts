import { sources } from './sources.js';

/** The classes that a stylesheet gives a look by themselves: `.wp-card {`, also in a list. */
const CLASS = /^\.(wp-[\w-]+)(?= \{|,$)/gm;

/** Classes that more than one of these files give a look: two screens that do not know of each other would dress each other. */
function sharedClasses(files: readonly { file: string; text: string }[]): string[] {
  const owners = new Map<string, Set<string>>();
  for (const { file, text } of files)
    for (const [, name] of text.matchAll(CLASS)) owners.set(name as string, (owners.get(name as string) ?? new Set()).add(file));
  return [...owners].filter(([, by]) => by.size > 1).map(([name, by]) => `${name}: ${[...by].join(', ')}`);
}

describe('a class', () => {
  it('gets its look in one stylesheet of the staff', () => {
    const staff = sources(['apps/web/assets/styles/staff'], /\.css$/);
    expect(staff.length).toBeGreaterThan(10);
    expect(sharedClasses(staff)).toEqual([]);
  });

  it('that gets it in two is noticed', () => {
    const planted = [
      { file: 'a.css', text: '.wp-phone {\n  color: red;\n}\n.wp-other,\n.wp-more {\n}\n' },
      { file: 'b.css', text: '.wp-phone {\n}\n.wp-phone__screen {\n}\n.wp-field .wp-other {\n}\n' },
    ];
    expect(sharedClasses(planted)).toEqual(['wp-phone: a.css, b.css']);
  });
});
