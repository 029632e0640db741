import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const FILE = path.resolve(import.meta.dirname, '../data/fhir/fhir-r5-questionnaire.schema.json');

const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(FILE, 'utf8')) as { $schema: string; id: string; definitions: object };
// The schema of HL7 is of an older draft, says `discriminator` beside it and puts patterns on numbers: more than ajv's strictness likes. One
// of those patterns has a bracket too many, which only the older kind of regular expression reads past.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
ajv.addSchema(schema, 'fhir');

/** What the official schema of FHIR R5 has against a resource; nothing when it is a good one. */
export function againstFhir(resource: { resourceType: string }): string[] {
  const validate = ajv.getSchema(`fhir#/definitions/${resource.resourceType}`);
  if (!validate) throw new Error(`the schema was not cut for ${resource.resourceType}`);
  return validate(resource) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
