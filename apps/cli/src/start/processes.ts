import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const PATIENCE_MS = 10_000;

/** The processes of the product while it runs on one machine: started together, stopped together. */
export class Processes {
  private readonly children = new Map<string, ChildProcess>();
  private isStopping = false;

  constructor(
    private readonly environment: NodeJS.ProcessEnv,
    /** A part fell over by itself: the others are of little use without it. */
    private readonly onCollapse: (name: string, code: number | null) => void,
  ) {}

  /** @returns when the app says that it is ready to work */
  async start(name: 'web' | 'worker' | 'simulator'): Promise<void> {
    const main = path.resolve(import.meta.dirname, `../../../${name}/src/main.js`);
    const child = fork(main, { env: this.environment, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.children.set(name, child);
    child.once('exit', (code) => {
      this.children.delete(name);
      if (!this.isStopping) this.onCollapse(name, code);
    });
    await new Promise<void>((resolve) => child.on('message', (message) => message === 'ready' && resolve()));
  }

  /** Asks all to finish what they are doing; who has not after ten seconds is ended. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.all([...this.children.values()].map(endGently));
  }
}

async function endGently(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  child.kill('SIGTERM');
  await exited;
  clearTimeout(impatience);
}
