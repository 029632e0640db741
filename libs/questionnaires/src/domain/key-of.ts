/** Words that stand in addresses of screens themselves: no questionnaire is called so. */
const TAKEN_BY_SCREENS = ['nieuw', 'invoeren', 'importeren', 'import', 'modules', 'kant-en-klaar', 'overnemen'];
const LONGEST = 60;

/** The key that a title makes: lower case, in plain letters and digits, with hyphens, as it can stand in an address. Never empty. */
export function keyOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/g, '');
  if (plain === '') return 'vragenlijst';
  return TAKEN_BY_SCREENS.includes(plain) ? `vragenlijst-${plain}` : plain;
}
