/**
 * The codes with which municipalities report to CBS why a benefit of a person ended, in the words of the law: Regeling statistiek Participatiewet,
 * IOAW en IOAZ 2015 (BWBR0031830), annex 1, characteristic 34 "reden beëindiging uitkering persoon", with the headings in which they stand there.
 * To choose from and to explain, never to guess by: an export with `11` in it may well mean something else, and a code of CBS is wider than a
 * meaning of ours (11 is a job as well as sickness benefit). Codes change with the law: an office may fill in what is not here.
 */
export const CBS_REASONS: readonly { code: string; text: string }[] = [
  { code: '01', text: 'gaan volgen van onderwijs met studiefinanciering' },
  { code: '02', text: 'aangaan relatie' },
  { code: '03', text: 'bereiken AOW-gerechtigde leeftijd' },
  { code: '04', text: 'overlijden' },
  { code: '05', text: 'detentie' },
  { code: '06', text: 'kunnen volgen van onderwijs maar dit niet doen' },
  { code: '07', text: 'overschrijden maximale verblijfsduur buitenland' },
  { code: '11', text: 'inkomsten uit arbeid in dienstbetrekking/uitkering ziekte' },
  { code: '13', text: 'inkomsten uit zelfstandig beroep of bedrijf' },
  { code: '14', text: 'inkomsten uit uitkering werkloosheid' },
  { code: '15', text: 'inkomsten uit uitkering arbeidsongeschiktheid' },
  { code: '17', text: 'inkomsten uit alimentatie' },
  { code: '18', text: 'inkomsten uit vermogensopbrengsten' },
  { code: '19', text: 'ander inkomen' },
  { code: '31', text: 'geen inlichtingen' },
  { code: '32', text: 'verhuizing naar andere gemeente' },
  { code: '33', text: 'verhuizing naar buitenland' },
  { code: '34', text: 'niet verschenen op herhaalde oproep inlichtingenplicht' },
  { code: '35', text: 'niet verschenen op herhaalde oproep re-integratiegesprek' },
  { code: '97', text: 'oorzaak bij partner' },
  { code: '98', text: 'andere oorzaak' },
];

/** What a code says at CBS; null when it is none that we know. */
export function cbsReason(code: string): string | null {
  return CBS_REASONS.find((reason) => reason.code === code.trim())?.text ?? null;
}
