/** `Fatima el Amrani`: as people say it. */
export function fullName({ firstName, infix, lastName }: { firstName: string; infix: string | null; lastName: string }): string {
  return [firstName, infix, lastName].filter(Boolean).join(' ');
}

/** For finding: without accents and capitals, so that "erdogan" finds Erdoğan. */
export function searchable(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
