/**
 * Where to go back to, if it is a page of ours; else the start. An address from outside could send someone who has just signed in
 * to a copy of our pages: `//elsewhere`, `/\elsewhere` and a tab in between are all addresses of another site to a browser.
 */
export function localPath(asked: string | undefined): string {
  return asked !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(asked) && !asked.includes('\\') ? asked : '/';
}
