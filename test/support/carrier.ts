import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes text messages as Twilio does, and keeps them: for `TWILIO_API_URL`. */
export async function aCarrier() {
  const texts: { To: string; Body: string }[] = [];
  const server = createServer((request, response) => {
    let form = '';
    request.on('data', (chunk: Buffer) => (form += chunk.toString()));
    request.on('end', () => {
      texts.push(Object.fromEntries(new URLSearchParams(form)) as { To: string; Body: string });
      response
        .writeHead(201, { 'content-type': 'application/json' })
        .end(JSON.stringify({ sid: `SM${String(texts.length).padStart(32, '0')}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
