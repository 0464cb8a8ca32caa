import type { Fault } from './judge.ts';
import type { Entry, Year } from './log.ts';

/** The first fault and what led to it: the run it stands in, and all that concerned its item or person before. */
export function traceOf({ log }: Year, faults: readonly Fault[]): string {
  const [fault] = faults;
  if (!fault) return '';
  const [, period = '', school = ''] = fault.about.split('/');
  const of = fault.about.includes('/') ? [fault.about, `"school":"${school}","period":"${period}"`] : [fault.about];
  const lines = log
    .slice(0, fault.at + 1)
    .map((entry, at) => ({ at, entry, line: lineOf(entry) }))
    .filter(({ at, entry, line }) => {
      if (entry.is === 'decided') return false;
      if (entry.is === 'began' || entry.is === 'ended' || entry.is === 'shut') return fault.at - at < 40;
      return of.some((words) => line.includes(words));
    })
    .map(({ at, line }) => `  ${at} ${line.slice(0, 240)}`);
  return [`${fault.what}: ${fault.about} (entry ${fault.at})`, ...lines.slice(-30)].join('\n');
}

function lineOf(entry: Entry): string {
  if (entry.is !== 'deed') return JSON.stringify(entry);
  const head = Buffer.from(entry.bytes).toString('utf8').split('\r\n\r\n')[0] ?? '';
  const { run, to, treatment } = entry;
  return JSON.stringify({ deed: treatment, run, to, subject: /^Subject: (.*)$/m.exec(head)?.[1] });
}
