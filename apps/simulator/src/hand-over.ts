import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const PATIENCE_MS = 5_000;

/**
 * Hands one mail to a mail server on this machine: the five sentences of SMTP, nothing more.
 * @param sender on the envelope; empty for a report, which nobody must answer. @throws Error with the server's words when it refuses
 */
export async function handOver(
  port: number,
  { sender, recipient, mail }: { sender: string; recipient: string; mail: string },
): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('the mail server is silent')));
  try {
    await once(socket, 'connect');
    const replies = createInterface({ input: socket })[Symbol.asyncIterator]();
    const expect = async (code: string) => {
      let line = '';
      // All lines but the last of a reply have a hyphen behind the code.
      do line = ((await replies.next()) as { value?: string }).value ?? '';
      while (/^\d{3}-/.test(line));
      if (!line.startsWith(code)) throw new Error(`the mail server said "${line}"`);
    };
    const say = async (sentence: string, code: string) => {
      socket.write(`${sentence}\r\n`);
      await expect(code);
    };
    await expect('220');
    await say('EHLO simulator.example', '250');
    await say(`MAIL FROM:<${sender}>`, '250');
    await say(`RCPT TO:<${recipient}>`, '250');
    await say('DATA', '354');
    await say(`${mail.replaceAll(/^\./gm, '..')}\r\n.`, '250');
    await say('QUIT', '221');
  } finally {
    socket.destroy();
  }
}
