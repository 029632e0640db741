import type { UnknownLiteral } from '#libs/people';
import { number, say } from './terminal.js';

/** Says which reasons nobody told the meaning of, and where that is done. */
export function tellUnknownReasons({ unknownReasons }: { unknownReasons: readonly UnknownLiteral[] }): void {
  if (unknownReasons.length === 0) return;
  const lines = unknownReasons.map(({ literal, rows }) => `${number(rows).padStart(8)} × ${literal}`);
  say(`Redenen van einde die wij niet kennen:\n${lines.join('\n')}`);
  say('Zeg bij Beheer, Redenen (/beheer/redenen) wat zij betekenen: uitkeringen die er al mee eindigden, volgen dan vanzelf.');
}
