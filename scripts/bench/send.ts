import { join } from 'node:path';
import { createSmtpMailer } from '../../functions/adapters/mail/smtp.ts';
import { inTemporaryFolder, makeBenchDistrict } from './bench-district.ts';
import { median } from './machine.ts';
import { clock, letterOf, letters, sender } from './send-letters.ts';
import { type Claim, type Racer, withLedger, withoutLedger } from './send-ours.ts';
import { smtplib } from './send-smtplib.ts';
import { startSink } from './smtp-sink.ts';
import { duration, type Line } from './table.ts';

const work = '1,000 letters sent';
const turn = 50;

/**
 * Sends 1,000 letters to one server on loopback, each way over one connection. The ways take turns every 50 letters, so
 * that whatever else the machine does meets them alike; medians of the rounds, the ratios of the turns.
 */
export async function benchSend(rounds: number): Promise<readonly Line[]> {
  const sink = await startSink();
  try {
    return await inTemporaryFolder(async (folder) => {
      const made = { schools: 1, periods: ['2018-09'], wrongEvery: 0 } as const;
      const district = await makeBenchDistrict(join(folder), made);
      return race(`smtp://127.0.0.1:${sink.port}`, sink.port, district, rounds);
    });
  } finally {
    sink.stop();
  }
}

async function race(url: string, port: number, district: string, rounds: number): Promise<readonly Line[]> {
  const composer = createSmtpMailer(url);
  const compose = async (nth: number): Promise<Claim> => {
    const letter = letterOf(nth);
    const { bytes } = await composer.compose(letter, sender, clock);
    return { ...letter, bytes, at: clock };
  };
  const claims: Claim[] = [];
  for (let nth = 0; nth < letters; nth += 1) claims.push(await compose(nth));
  const size = `${(claims.reduce((sum, { bytes }) => sum + bytes.length, 0) / letters / 1000).toFixed(1)} KB each`;
  const sends = smtplib(port, claims, 'sends');
  const composes = smtplib(port, claims, 'composes');
  const sent = withoutLedger('ours, no ledger: sent', url, size, async (nth) => claims[nth] ?? compose(nth));
  const composed = withoutLedger('ours, no ledger: composed and sent', url, size, compose);
  const claimed = await withLedger(district, url);
  const racers: Racer[] = [...(sends ? [sends] : []), sent, ...(composes ? [composes] : []), composed, claimed];
  const turns = await takeTurns(racers, rounds);
  for (const racer of racers) await racer.done();
  const turnsOf = (racer: Racer | undefined): readonly number[] | undefined => racer && turns[racers.indexOf(racer)];
  const rows = racers.map((racer): Line => {
    const peer = racer === sent ? sends : composes;
    return lineOf(racer, turnsOf(racer) ?? [], turnsOf(peer), rounds);
  });
  return sends ? rows : [{ work, way: 'Python smtplib', took: null, note: 'skipped: no python3 here' }, ...rows];
}

/** Milliseconds of each turn of each racer; the first round warms all of them and is not counted. */
async function takeTurns(racers: readonly Racer[], rounds: number): Promise<readonly (readonly number[])[]> {
  const turns: number[][] = racers.map(() => []);
  for (let round = 0; round <= rounds; round += 1)
    for (let from = 0; from < letters; from += turn)
      for (const [at, racer] of racers.entries()) {
        const took = await racer.send(from, from + turn);
        if (round > 0) turns[at]?.push(took);
      }
  return turns;
}

/** Its ratio: how many times faster than the peer's turns beside it. */
function lineOf(
  { way, note, mark }: Racer,
  took: readonly number[],
  peer: readonly number[] | undefined,
  rounds: number,
): Line {
  const ofRound = (round: number): readonly number[] =>
    took.slice((round * letters) / turn, ((round + 1) * letters) / turn);
  const perRound = Array.from({ length: rounds }, (_, round) => ofRound(round).reduce((sum, ms) => sum + ms, 0));
  return {
    work,
    way,
    took: duration(median(perRound) / 1000),
    ...(peer && mark ? { ratio: median(took.map((ms, nth) => (peer[nth] ?? Number.NaN) / ms)) } : {}),
    ...(mark ? { mark } : {}),
    note,
  };
}
