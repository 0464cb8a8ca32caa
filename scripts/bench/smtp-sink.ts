import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

/** A server in a process of its own that takes every letter and keeps none, until its input ends. */
export async function startSink(): Promise<{ readonly port: number; readonly stop: () => void }> {
  const server: ChildProcess = spawn(process.execPath, [import.meta.filename], { stdio: ['pipe', 'pipe', 'inherit'] });
  if (!server.stdout || !server.stdin) throw new Error('the sink has no pipes');
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  const { stdin } = server;
  return { port: Number(line), stop: () => stdin.end() };
}

function serve(): void {
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      stream.resume();
      stream.on('end', () => done(null, 'queued'));
    },
  });
  server.listen(0, '127.0.0.1', () => console.log((server.server.address() as AddressInfo).port));
  process.stdin.resume().on('end', () => process.exit());
}

if (import.meta.main) serve();
