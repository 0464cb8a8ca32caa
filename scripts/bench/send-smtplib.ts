import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { letterOf } from './send-letters.ts';
import type { Claim, Racer } from './send-ours.ts';

// Python gives its input to the program; it times itself, so that pipes between the two count for neither.
const program = `
import base64, json, smtplib, sys, time
from email.message import EmailMessage
composes = sys.argv[2] == 'composes'
letters = [json.loads(sys.stdin.readline()) for _ in range(int(sys.argv[3]))]
for letter in letters: letter['bytes'] = base64.b64decode(letter['bytes'])
def composed(letter):
    message = EmailMessage()
    message['From'], message['To'], message['Subject'] = 'anquan@bureau.example', letter['to'], letter['subject']
    message.set_content(letter['text'])
    message.add_alternative(letter['html'], subtype='html')
    return message.as_bytes()
with smtplib.SMTP('127.0.0.1', int(sys.argv[1])) as server:
    server.ehlo()
    for line in sys.stdin:
        first, until = map(int, line.split())
        start = time.perf_counter()
        for letter in letters[first:until]:
            message = composed(letter) if composes else letter['bytes']
            server.sendmail('anquan@bureau.example', [letter['to']], message)
        print((time.perf_counter() - start) * 1000, flush=True)
`;

/**
 * Python's smtplib over one connection, with our bytes or with letters that its own email package composes; undefined
 * where there is no Python.
 */
export function smtplib(port: number, claims: readonly Claim[], does: 'sends' | 'composes'): Racer | undefined {
  if (spawnSync('python3', ['-c', 'import smtplib']).status !== 0) return undefined;
  const args = ['-c', program, String(port), does, String(claims.length)];
  const child = spawn('python3', args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  for (const [nth, { to, bytes }] of claims.entries()) {
    const { subject, text, html } = letterOf(nth);
    const letter = { to: to[0], subject, text, html, bytes: Buffer.from(bytes).toString('base64') };
    child.stdin.write(`${JSON.stringify(letter)}\n`);
  }
  return {
    way: does === 'sends' ? 'Python smtplib: our bytes sent' : 'Python email and smtplib: composed and sent',
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
