// Starts the product as a newcomer does (`npm start`), asks how it is, stops it as Ctrl-C does, and makes sure that nothing stays behind.
// Twice: the first start fills an empty database, the second finds everything there. Runs on the machine's own Node (20 or newer).
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const WEB = Number(process.env.PORT || 3000);
const SIMULATOR = Number(process.env.SIMULATOR_PORT || 3100);
// The simulator's mail server stands beside its pages, and beside that the worker takes mail that comes back.
const PORTS = [WEB, SIMULATOR, SIMULATOR + 1, SIMULATOR + 2];
// What README.md promises on a machine that does nothing else, in seconds: printed beside what it took.
const AIM_TO_FILL = 60;
const AIM_TO_START = 5;
const PATIENCE_TO_START = 180;
const PATIENCE_TO_STOP = 30;

let running;
try {
  await startAskStop('first start');
  await startAskStop('second start');
} catch (error) {
  console.log(`\nFAILED: ${error.message}`);
  if (running) await endTheHardWay(running);
  process.exitCode = 1;
}

async function startAskStop(name) {
  for (const port of PORTS)
    if (await isAnswering(port)) throw new Error(`port ${port} is taken by another program: stop it, or set PORT and SIMULATOR_PORT`);

  const aim = existsSync('.data') ? AIM_TO_START : AIM_TO_FILL;
  const begin = performance.now();
  running = { npm: spawn('npm', ['start'], { stdio: ['ignore', 'inherit', 'inherit'], detached: true }), everybody: new Set() };
  const { npm } = running;
  const exited = new Promise((resolve) => {
    npm.once('exit', (code, signal) => resolve(signal ?? code));
    npm.once('error', (error) => resolve(error.message));
  });
  await healthy(exited);
  console.log(`--- ${name}: ready after ${seconds(begin)} s (aim: ${aim} s)`);
  await answersWithAPage('web', WEB);
  await answersWithAPage('simulator', SIMULATOR);

  running.everybody = familyOf(npm.pid);
  const stopping = performance.now();
  // The terminal gives Ctrl-C to everyone in the foreground, not to npm alone.
  process.kill(-npm.pid, 'SIGINT');
  const end = await Promise.race([exited, sleep(PATIENCE_TO_STOP * 1000, 'not', { ref: false })]);
  if (end === 'not') throw new Error(`npm start did not stop within ${PATIENCE_TO_STOP} s of Ctrl-C`);
  await nothingLeft(running.everybody);
  running = undefined;
  console.log(`--- ${name}: stopped ${seconds(stopping)} s after Ctrl-C (${end}), nothing left behind`);
}

async function healthy(exited) {
  let gone;
  void exited.then((end) => (gone = end));
  let last = 'no answer';
  for (const end = performance.now() + PATIENCE_TO_START * 1000; performance.now() < end; await sleep(100)) {
    if (gone !== undefined) throw new Error(`npm start ended by itself (${gone}) before it was ready`);
    const answer = await fetch(`http://127.0.0.1:${WEB}/health/ready`).catch(() => undefined);
    if (!answer) continue;
    last = await answer.text();
    if (!answer.ok) continue;
    if (JSON.parse(last).status !== 'ok') throw new Error(`/health/ready answers 200 with ${last}`);
    return;
  }
  throw new Error(`not ready within ${PATIENCE_TO_START} s; /health/ready last said: ${last}`);
}

async function answersWithAPage(name, port) {
  const answer = await fetch(`http://127.0.0.1:${port}/`).catch((error) => ({
    ok: false,
    status: error.cause?.code ?? error.message,
    headers: new Headers(),
  }));
  if (!answer.ok || !answer.headers.get('content-type')?.includes('text/html'))
    throw new Error(`the ${name} at port ${port} answers ${answer.status}`);
  console.log(`--- the ${name} at port ${port} answers ${answer.status} with a page`);
}

async function nothingLeft(family) {
  let left = [];
  for (let waited = 0; waited < 3000; waited += 100) {
    left = [...family].filter(isAlive);
    if (left.length === 0) break;
    await sleep(100);
  }
  if (left.length > 0) throw new Error(`still running after Ctrl-C: ${left.map((pid) => `${pid} (${nameOf(pid)})`).join(', ')}`);
  for (const port of PORTS) if (await isAnswering(port)) throw new Error(`port ${port} is still open after Ctrl-C`);
}

async function endTheHardWay({ npm, everybody }) {
  for (const pid of new Set([...everybody, ...familyOf(npm.pid)])) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
}

/** A process, its children, their children: PostgreSQL too, which has a process group of its own. */
function familyOf(pid) {
  const parents = parentOfEach();
  const family = new Set([pid]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child);
  }
  return family;
}

/** From /proc where there is one: a slim container has no `ps`. */
function parentOfEach() {
  if (!existsSync('/proc/self/stat')) {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    return lines.map((line) => line.trim().split(/\s+/).map(Number));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const fields = statOf(pid);
      return fields ? [[Number(pid), Number(fields[1])]] : [];
    });
}

/** @returns state, parent, … of a process, or undefined when it is gone; the name before them may hold spaces and brackets */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  if (existsSync('/proc/self/stat')) return !['Z', 'X', undefined].includes(statOf(pid)?.[0]);
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function nameOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return 'gone';
  }
}

function isAnswering(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function seconds(since) {
  return ((performance.now() - since) / 1000).toFixed(1);
}
