/** What commander says by itself. */
const SENTENCES: [RegExp, string][] = [
  [/^Usage:/, 'Gebruik:'],
  [/^Arguments:/, 'Gegevens:'],
  [/^(Global )?Options:/, 'Opties:'],
  [/^Commands:/, 'Opdrachten:'],
  [/\[options\]/g, '[opties]'],
  [/\[command\]/g, '[opdracht]'],
  [/\(choices: (.*?)(, default: .*)?\)/, '(keuze uit: $1$2)'],
  [/default: /, 'standaard: '],
  [/^error: unknown option '(.*?)'/, 'De optie $1 bestaat niet.'],
  [/^error: unknown command '(.*?)'/, 'De opdracht $1 bestaat niet.'],
  [/^error: missing required argument '(.*?)'/, 'Er ontbreekt iets: <$1>.'],
  [/^error: required option '(.*?)' not specified/, 'De optie $1 is verplicht.'],
  [/^error: option '(.*?)' argument missing/, 'Na de optie $1 hoort een waarde.'],
  [/^error: option '(.*?)' cannot be used with option '(.*?)'/, 'De opties $1 en $2 gaan niet samen.'],
  [/^error: option '(.*?)' argument '(.*?)' is invalid\. Allowed choices are (.*?)\.$/m, 'Bij de optie $1 kan "$2" niet; kies uit: $3.'],
  [/^error: option '(.*?)' argument '(.*?)' is invalid\. ?/, 'Bij de optie $1 kan "$2" niet. '],
  [/^error: command-argument value '(.*?)' is invalid for argument '(.*?)'\. ?/, 'Bij <$2> kan "$1" niet. '],
  [/^error: too many arguments.*$/m, 'Er staat te veel achter de opdracht. Hoort er iets tussen aanhalingstekens?'],
  [/\(Did you mean (one of )?(.*?)\?\)/, '(Bedoelt u $2?)'],
];

/** Says in Dutch what the library of the command line says in English. */
export function inDutch(text: string): string {
  return SENTENCES.reduce((told, [english, dutch]) => told.replace(english, dutch), text);
}
