import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openFolderLedger } from '../../functions/adapters/folder/ledger.ts';
import type { SmtpOptions } from '../../functions/adapters/mail/smtp.ts';
import { eventsOf } from '../doors/district-tree.ts';
import { answering, disagreements, mailTown, overdue, remindOver, trackedLetters } from '../support/mail-district.ts';
import { reply, type Script } from '../support/smtp-server.ts';

const town = mailTown();
afterEach(town.endServers);
afterAll(town.leave);

const first = 'c371311001@example.cn';
/** Whatever the first letter meets, the others do not. */
const toFirst = (line: string): Script => answering((address) => (address === first ? line : undefined));

/** 联系异常, as the next run reads it. */
function marked(district: string): string[] {
  const ledger = openFolderLedger(`${district}/台账`);
  return [...ledger.state.addresses.keys()];
}

interface Case {
  readonly script: Script;
  readonly options?: SmtpOptions;
  /** What becomes of the eight letters of the first run, in the order of the run. */
  readonly states: string;
  readonly marks?: readonly string[];
  /** What the post says aloud, once. */
  readonly said?: RegExp;
  /** What the ledger says of the first letter that did not go. */
  readonly why: RegExp;
}

// s: sent, d: deferred, r: refused.
const cases: Readonly<Record<string, Case>> = {
  'greets with 421': {
    script: { onConnect: (_session, done) => done(reply('421 4.3.2 Too busy')) },
    states: 'dddddddd',
    said: /发信停了：.*421 4\.3\.2 Too busy/,
    why: /421 4\.3\.2 Too busy.*下次运行会自动再发/,
  },
  'puts three off, with 450, 451 and 452': {
    script: answering(
      (address) =>
        ({
          'c371311001@example.cn': '450 4.2.0 Greylisted',
          'p371311001@example.cn': '451 4.7.1 Try later',
          'c371311002@example.cn': '452 4.2.2 Full',
        })[address],
    ),
    states: 'dddsssss',
    why: /450 4\.2\.0 Greylisted/,
  },
  'hangs up with 421 at one': {
    script: toFirst('421 4.7.0 Slow down'),
    states: 'dsssssss',
    why: /421 4\.7\.0 Slow down/,
  },
  'refuses one with 550': {
    script: toFirst('550 5.1.1 No such user'),
    states: 'rsssssss',
    marks: [first],
    why: /收件地址被退回：c371311001@example\.cn（550 5\.1\.1 No such user）/,
  },
  'has no room for one, 552': {
    script: toFirst('552 5.2.2 Mailbox full'),
    states: 'rsssssss',
    marks: [first],
    why: /552/,
  },
  'refuses one by policy, 550 5.7.1': {
    script: toFirst('550 5.7.1 Not from you'),
    states: 'dsssssss',
    why: /服务器不让我们发给这个地址：550 5\.7\.1/,
  },
  'refuses all with 550, by code': {
    script: answering(() => '550 5.1.1 No such user'),
    states: 'rrdddddd',
    said: /同一句话退回.*没有把任何地址记为异常/,
    why: /不是地址的问题/,
  },
  'refuses all with 550, in words that may mean us': {
    script: answering(() => '550 Rejected'),
    states: 'rrdddddd',
    said: /同一句话退回.*没有把任何地址记为异常/,
    why: /不是地址的问题/,
  },
  'refuses all by policy, 550 5.7.1': {
    script: answering(() => '550 5.7.1 Blocked'),
    states: 'dddddddd',
    said: /同一句话退回.*没有把任何地址记为异常/,
    why: /550 5\.7\.1 Blocked/,
  },
  'refuses the sender, 553 at MAIL FROM': {
    script: { onMailFrom: (_address, _session, done) => done(reply('553 Not your address')) },
    states: 'dddddddd',
    said: /同一句话退回/,
    why: /服务器不接受发件人：553/,
  },
  'wants a login': {
    script: { onMailFrom: (_address, _session, done) => done(reply('530 5.7.0 Log in first')) },
    states: 'dddddddd',
    said: /要求登录：530/,
    why: /服务器要求登录/,
  },
  'refuses a letter as odd, 554 after DATA': {
    script: { afterData: (nth) => (nth === 1 ? '554 Message looks odd' : '250 queued') },
    states: 'rsssssss',
    why: /服务器拒收这封信（不是收件地址的问题）：554/,
  },
  'finds a letter too large, 552 after DATA': {
    script: { afterData: (nth) => (nth === 1 ? '552 5.3.4 Too large' : '250 queued') },
    states: 'rsssssss',
    why: /552 5\.3\.4 Too large/,
  },
  'has had enough of us after three, 450': {
    script: { afterData: (nth) => (nth > 3 ? '450 4.7.0 Too many messages' : '250 queued') },
    states: 'sssddddd',
    said: /说发信太多或太快：450/,
    why: /450 4\.7\.0 Too many messages/,
  },
  'has had enough of us for the day after three, 550 5.4.5 after DATA': {
    script: { afterData: (nth) => (nth > 3 ? '550 5.4.5 Daily sending quota exceeded' : '250 queued') },
    states: 'sssddddd',
    said: /同一句话退回/,
    why: /550 5\.4\.5/,
  },
  'breaks off amid a letter': {
    script: { dropsMidData: (nth) => nth === 2 },
    states: 'sdssssss',
    why: /连接断了.*可能已经收到，也可能没有.*同样的内容/,
  },
  'breaks off after a letter, before it answers': {
    script: { afterData: (nth) => (nth === 2 ? 'drop' : '250 queued') },
    states: 'sdssssss',
    why: /可能已经收到，也可能没有/,
  },
  'falls silent after a letter': {
    script: { afterData: (nth) => (nth === 2 ? 'mute' : '250 queued') },
    options: { socketTimeout: 400 },
    states: 'sdssssss',
    why: /服务器没有回音.*可能已经收到/,
  },
  'has no encryption where it is required': {
    script: {},
    options: { requireTls: true },
    states: 'dddddddd',
    said: /没能建立加密连接/,
    why: /没能建立加密连接/,
  },
};

describe('what the ledger says is what happened, where a server', () => {
  it.each(Object.entries(cases))('%s', async (_name, { script, options, states, marks = [], said, why }) => {
    const district = await town.district();
    const bad = await town.serve(script);
    const run = await remindOver(district, bad, overdue, options);
    expect(run.letters.map(({ state }) => state[0]).join('')).toBe(states);
    expect(run.said).toEqual(said === undefined ? [] : [expect.stringMatching(said)]);
    expect(disagreements(district, [bad])).toEqual([]);
    expect(marked(district)).toEqual(marks);
    const left = [...trackedLetters(district).values()].filter(({ state }) => state !== 'sent');
    expect(left[0]?.why).toMatch(why);

    // Nothing is lost, nothing doubled: the next runs of the day bring the rest, from the claims of the first.
    const good = await town.serve();
    const rest = await remindOver(district, good, '2018-09-26T10:30');
    expect(rest.letters.every(({ state }) => state === 'sent')).toBe(true);
    expect(disagreements(district, [bad, good])).toEqual([]);
    const after = [...trackedLetters(district).values()];
    expect(after).toHaveLength(8);
    const refused = after.filter(({ state }) => state === 'refused');
    expect(after.filter(({ state }) => state === 'sent')).toHaveLength(8 - refused.length);
    expect(refused.length).toBe(states.startsWith('rs') ? 1 : 0);
    expect((await remindOver(district, good, '2018-09-26T11:30')).letters).toEqual([]);
  });

  it('is away all day: the ledger says so once a letter, however often it was looked for, and all goes when it is back', async () => {
    const district = await town.district();
    const away = await town.serve();
    await away.close();
    const hours = ['09:30', '10:30', '11:30', '12:30'];
    const lengths: number[] = [];
    for (const hour of hours) {
      const { letters, said } = await remindOver(district, away, `2018-09-26T${hour}`);
      expect(letters.map(({ state }) => state)).toEqual(Array(8).fill('deferred'));
      expect(said).toEqual([expect.stringMatching(/连不上服务器/)]);
      lengths.push(eventsOf(district).length);
    }
    expect(lengths).toEqual(Array(4).fill(lengths[0]));
    const good = await town.serve();
    await remindOver(district, good, '2018-09-26T13:30');
    expect(good.arrived).toHaveLength(8);
    expect(disagreements(district, [good])).toEqual([]);
  });
});
