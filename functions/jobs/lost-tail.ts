import type { LedgerEvent } from '../../schemas/events.ts';
import { periodTitle } from '../../schemas/periods.ts';
import { shanghaiMinute } from '../../schemas/time.ts';
import type { BulletinState } from '../core/bulletin/state.ts';
import { eventId } from '../core/event-id.ts';
import type { LetterState } from '../core/ledger-state.ts';
import type { LostTail } from '../core/lost-tail.ts';
import { OperatorError } from '../operator-error.ts';
import type { World } from '../world.ts';

/** Stops whatever would go on as if nothing had happened: letters that went would go again. */
export function requireWholeLedger({ ledger }: World): void {
  if (ledger.lost) throw new OperatorError(lostWords(ledger.lost));
}

/** What is lost, exactly, and what to do; one line. */
export function lostWords(lost: LostTail): string {
  const since = lost.since === '' ? '' : `，在 ${shanghaiMinute(lost.since)} 以后`;
  const until = lost.until === '' ? '' : `，到 ${shanghaiMinute(lost.until)} 为止`;
  const records = lost.events === 0 ? '本程序写过哪些文件的记录' : ` ${lost.events} 条记录`;
  const harm = lost.events === 0 ? '接着运行会把自己写的文件当成别人改过的' : '接着运行会把发过的信再发一遍';
  return [
    `台账末尾少了${records}${since}${until}，什么都没有做：${harm}。`,
    lost.until === '' ? '是哪些已经无从知道。' : `少的是：${partsOf(lost).join('；') || '没有信，也没有已报版本'}。`,
    '请先把缺的文件或对象找回（存储桶开着版本控制的，gcloud storage ls -a 能看到，再 cp 回来），或用备份恢复；确实找不回，运行 anxiao doctor --repair。',
  ].join('');
}

function partsOf({ letters, versions, handedOut, bulletins, read, runs, wrote }: LostTail): string[] {
  const [sent, others] = [
    letters.filter(({ state }) => state === 'sent'),
    letters.filter(({ state }) => state !== 'sent'),
  ];
  const listed: readonly (readonly [what: string, unit: string, items: readonly string[]])[] = [
    ['已发的信', '封', sent.map(({ subject }) => subject)],
    ['没有发出的信', '封', others.map(({ subject }) => subject)],
    [
      '已报版本',
      '个',
      versions.map(({ school, period, version }) => `${school} ${periodTitle(period)} 第${version}版`),
    ],
    ['发出的报表', '份', handedOut.map(({ school, period }) => `${school} ${periodTitle(period)}`)],
    ['通报', '期', bulletins.map(({ from, through }) => `${from} 至 ${through}`)],
    ['读过或校验过的报表', '份', read.map(({ school, period }) => `${school} ${periodTitle(period)}`)],
    ['运行日志', '条', runs.map(({ at, job }) => `${shanghaiMinute(at)} ${job}`)],
    ['写过的文件', '个', [...new Set(wrote.map(({ path }) => path))]],
  ];
  return listed.flatMap(([what, unit, items]) =>
    items.length === 0 ? [] : [`${what} ${items.length} ${unit}（${items.join('、')}）`],
  );
}

/**
 * Goes on without a lost tail: what is still known of letters and bulletins is written down again, so that nothing goes
 * twice. Reports are read again from their files. Returns what cannot be known any more, in words.
 */
export async function mendLedger(world: World): Promise<string> {
  const { lost } = world.ledger;
  if (!lost) return '';
  await world.ledger.append([
    { type: 'tailLost', id: eventId('tailLost', world.now, lost.events), at: world.now, events: lost.events },
    ...lost.letters.flatMap(eventsOfLetter),
    ...lost.bulletins.flatMap(eventsOfBulletin),
    ...lost.runs.map((run): LedgerEvent => ({ type: 'run', ...run })),
    ...lost.wrote.map(({ path, hash }): LedgerEvent => {
      return { type: 'wrote', id: eventId('wrote', path, hash, 'mended'), at: world.now, path, hash };
    }),
    {
      type: 'run',
      id: eventId('mended', world.now, lost.events),
      at: world.now,
      job: '修复台账',
      period: world.now.slice(0, 7),
      summary: `末尾少了 ${lost.events} 条，补记信 ${lost.letters.length} 封、通报 ${lost.bulletins.length} 期`,
    },
  ]);
  delete world.ledger.lost;
  const known = `补记了信 ${lost.letters.length} 封、通报 ${lost.bulletins.length} 期；报表下次运行重新读。`;
  return lost.until === '' ? '少了哪些无从知道：下次运行可能把其中的信再发一遍。' : known;
}

function eventsOfLetter({
  key,
  items,
  to,
  subject,
  messageId,
  bytes,
  claimedAt,
  state,
  at,
  note,
}: LetterState): LedgerEvent[] {
  const claimed: LedgerEvent = {
    type: 'letterClaimed',
    id: eventId('claim', key, 'mended', claimedAt),
    at: claimedAt,
    key,
    items,
    to,
    subject,
    messageId,
    bytes,
  };
  switch (state) {
    case 'claimed':
      return [claimed];
    case 'sent':
      return [claimed, { type: 'letterSent', id: eventId('sent', key, 'mended'), at, key, where: note }];
    case 'deferred':
    case 'refused':
    case 'withdrawn':
      return [claimed, { type: 'letterFailed', id: eventId(state, key, 'mended', at), at, key, state, why: note }];
  }
}

function eventsOfBulletin({ from, through, drafts, issued }: BulletinState): LedgerEvent[] {
  const drafted = drafts.map(
    ({ code, at, path, kept }): LedgerEvent => ({
      type: 'bulletinDrafted',
      id: eventId('bulletinDrafted', from, code, 'mended'),
      at,
      from,
      through,
      code,
      path,
      ...(kept === undefined ? {} : { kept }),
    }),
  );
  return issued
    ? [...drafted, { type: 'bulletinIssued', id: eventId('bulletinIssued', from, 'mended'), from, through, ...issued }]
    : drafted;
}
