import { rm } from 'node:fs/promises';

export default async function globalTeardown() {
  const server = globalThis.testServer;
  globalThis.testServer = undefined;
  await server?.stop();
  for (const folder of globalThis.testFolders ?? []) await rm(folder, { recursive: true, force: true });
}
