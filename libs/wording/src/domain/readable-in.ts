import { DEFAULT_LANGUAGE, isClientLanguage, type ClientLanguage } from '#libs/platform';

/** The language in which somebody is written to: theirs when its texts have been reviewed, else Dutch. @param wanted as it is kept of them, whatever that is */
export function readableIn(wanted: string | null, reviewed: ReadonlySet<ClientLanguage>): ClientLanguage {
  return isClientLanguage(wanted) && reviewed.has(wanted) ? wanted : DEFAULT_LANGUAGE;
}
