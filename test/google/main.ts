import { parseArgs } from 'node:util';
import { startEmulator } from './emulator.ts';
import { faultHelp } from './faults.ts';

const help = `npm run google:emulator -- --port N [--log FILE] [--quota] [--faults SPEC] [--private ID]...

Sheets v4, Drive v3 and Cloud Storage in memory on 127.0.0.1; prints one line with its URL when it is ready.
Any bearer token is accepted; one that is an e-mail address is the caller, any other is the robot's.

  --port N        0 picks one
  --log FILE      appends a JSON line per exchange of Sheets and Drive to FILE, of Storage to FILE with .storage before
                  its ending
  --quota         60 reads and 60 writes of Sheets a minute for each caller
  --private ID    a spreadsheet with this id is there that only somebody else may read
  --faults SPEC   what goes wrong

${faultHelp}`;

function usage(problem: string): never {
  console.error(`google:emulator: ${problem} (--help lists what it takes)`);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string' },
        log: { type: 'string' },
        quota: { type: 'boolean' },
        faults: { type: 'string' },
        private: { type: 'string', multiple: true },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return usage(String((error as Error).message).split('\n')[0] ?? '');
  }
}

const { port, help: wanted, private: hidden, ...rest } = options();
if (wanted) {
  console.log(help);
} else {
  if (port === undefined || !/^\d{1,5}$/.test(port) || Number(port) > 65535) usage('--port takes a number');
  const emulator = await startEmulator({
    ...rest,
    port: Number(port),
    quota: rest.quota === true,
    private: hidden ?? [],
  }).catch((error: Error) => usage(error.message));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void emulator.close());
  // npm passes a signal on to its shell only: what runs in the shell has to see for itself that it is alone.
  const { ppid } = process;
  const alone = () => process.ppid !== ppid && process.kill(process.pid, 'SIGTERM');
  if (process.env.npm_lifecycle_event !== undefined) setInterval(alone, 300).unref();
  console.log(emulator.url);
}
