import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Claim, Racer } from './send-ours.ts';

// Python gives its input to the program; it times itself, so that pipes between the two count for neither.
const program = `
import smtplib, struct, sys, time
def read(size): return sys.stdin.buffer.read(size)
def number(): return struct.unpack('>I', read(4))[0]
letters = [(read(number()).decode(), read(number())) for _ in range(number())]
with smtplib.SMTP('127.0.0.1', int(sys.argv[1])) as server:
    server.ehlo()
    for line in sys.stdin.buffer:
        first, until = map(int, line.split())
        start = time.perf_counter()
        for to, message in letters[first:until]:
            server.sendmail('anquan@bureau.example', [to], message)
        print((time.perf_counter() - start) * 1000, flush=True)
`;

/** Python's smtplib with the same bytes over one connection; undefined where there is no Python. */
export function smtplib(port: number, claims: readonly Claim[]): Racer | undefined {
  if (spawnSync('python3', ['-c', 'import smtplib']).status !== 0) return undefined;
  const child = spawn('python3', ['-c', program, String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  child.stdin.write(numbered(claims.length));
  for (const { to, bytes } of claims) {
    const address = Buffer.from(to[0] ?? '');
    child.stdin.write(Buffer.concat([numbered(address.length), address, numbered(bytes.length), bytes]));
  }
  return {
    way: 'Python smtplib, the same bytes',
    note: 'one connection, timed inside',
    send: async (from, until) => {
      child.stdin.write(`${from} ${until}\n`);
      return Number((await answers.next()).value);
    },
    done: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

function numbered(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
