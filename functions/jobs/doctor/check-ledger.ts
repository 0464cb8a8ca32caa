import type { LedgerEvent } from '../../../schemas/events.ts';
import { contentHash } from '../../core/event-id.ts';
import { OperatorError } from '../../operator-error.ts';
import type { Check, World } from '../../world.ts';
import { isWaiting } from '../letters/waiting-letters.ts';
import { lostWords } from '../lost-tail.ts';

/** Reads the whole journal, and the attachments that are still needed: letters that wait, bulletins as issued, scores as published. */
export async function checkLedger({ ledger }: World): Promise<Check[]> {
  if (ledger.lost) return [{ is: 'bad', what: lostWords(ledger.lost), todo: '' }];
  try {
    let shown = 0;
    for await (const event of ledger.all()) shown += weightOf(event);
    const { state } = ledger;
    if (shown !== state.count)
      return [
        {
          is: 'bad',
          what: `台账有 ${shown} 条记录，快照记着 ${state.count} 条。`,
          todo: '删掉台账里的 snapshot.json 再运行：它会从记录重做。',
        },
      ];
    const needed = [
      ...[...state.letters.values()].filter(isWaiting).map(({ bytes }) => bytes),
      ...[...state.bulletins.values()].flatMap(({ issued }) => Object.values(issued?.files ?? {})),
      ...(state.scores ?? []).map(({ kept }) => kept),
    ];
    const wrong: string[] = [];
    for (const hash of needed) if (!(await isWhole(ledger, hash))) wrong.push(hash.slice(0, 12));
    return wrong.length === 0
      ? [{ is: 'ok', what: `台账 ${shown} 条记录都读得出，${needed.length} 个附件完好。`, todo: '' }]
      : [
          {
            is: 'bad',
            what: `台账有 ${wrong.length} 个附件丢失或内容变了：${wrong.join('、')}。`,
            todo: '请从备份里的 台账/附件 放回以这些字开头的文件。',
          },
        ];
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return [{ is: 'bad', what: error.message, todo: '' }];
  }
}

/** How many events one counts for in the state. */
function weightOf(event: LedgerEvent): number {
  if (event.type === 'wrote') return 0;
  return event.type === 'tailLost' ? 1 + event.events : 1;
}

async function isWhole(ledger: World['ledger'], hash: string): Promise<boolean> {
  try {
    return contentHash(await ledger.attachment(hash)) === hash;
  } catch {
    return false;
  }
}
