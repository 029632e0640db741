// Cuts what Questionnaire and QuestionnaireResponse need out of the JSON schema of all of FHIR R5, unchanged. How to run it: README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [from] = process.argv.slice(2);
if (!from) throw new Error('Which file? node test/data/fhir/cut-schema.mjs fhir.schema.json');
const whole = JSON.parse(readFileSync(from, 'utf8'));
if (whole.id !== 'http://hl7.org/fhir/json-schema/5.0') throw new Error(`This is the schema of ${whole.id}, and not of R5.`);

const kept = new Set();
/** Any resource may lie inside another; ours hold none, and with them all of FHIR would come along. */
const LEFT_OUT = 'ResourceList';
keep('Questionnaire');
keep('QuestionnaireResponse');

writeFileSync(
  path.join(import.meta.dirname, 'fhir-r5-questionnaire.schema.json'),
  `${JSON.stringify({
    $schema: whole.$schema,
    id: whole.id,
    description: whole.description,
    oneOf: [{ $ref: '#/definitions/Questionnaire' }, { $ref: '#/definitions/QuestionnaireResponse' }],
    definitions: Object.fromEntries(
      Object.entries(whole.definitions)
        .map(([name, definition]) => [name, name === LEFT_OUT ? false : definition])
        .filter(([name]) => kept.has(name)),
    ),
  })}\n`,
);

function keep(name) {
  if (kept.has(name)) return;
  kept.add(name);
  if (name === LEFT_OUT) return;
  for (const [, other] of JSON.stringify(whole.definitions[name]).matchAll(/#\/definitions\/(\w+)/g)) keep(other);
}
