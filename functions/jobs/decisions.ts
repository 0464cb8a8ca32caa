import { controlTablesWith } from '../../schemas/control.ts';
import type { Register } from '../../schemas/registers/register.ts';
import { settingsDeclared } from '../../schemas/settings.ts';
import { tree } from '../../schemas/tree.ts';
import type { Control } from '../core/control/read-control.ts';
import { eventId } from '../core/event-id.ts';
import { OperatorError } from '../operator-error.ts';
import type { RememberedControl, World } from '../world.ts';

/** Raised when the same cells of 区级设置.xlsx are understood differently; a changed declaration is noticed by itself. */
const readingEdition = 3;

/** Names the declarations; they never change while a program runs. */
const editions = new WeakMap<readonly Register[], string>();

/** What people decided in 区级设置.xlsx: as remembered where nobody has written to it since, else read and understood. */
export async function readDecisions(
  world: World,
  registers: readonly Register[],
): Promise<Pick<RememberedControl, 'control' | 'hash'>> {
  const declared = editionOf(registers);
  const { cache } = world.ledger;
  const known = cache.control;
  if (known?.declared === declared && known.stamp === (await world.store.stamp(tree.control))) return known;
  const content = await world.store.readControl();
  const opened = content.opened();
  if (!opened.ok)
    throw new OperatorError(
      opened.code === 'F-BUSY'
        ? `区级设置.xlsx 现在读不了（${opened.detail}）：可能正在保存，或没有读取权限，请稍后再运行。`
        : `区级设置.xlsx 读不出来（${opened.code}）：请用 Excel 或 WPS 打开后另存为 .xlsx，或从备份恢复。`,
    );
  const { readControl } = await import('../core/control/read-control.ts');
  const control = readControl(opened.workbook, registers);
  refuseProblems(control);
  const { stamp, hash, torn } = content;
  if (!torn) cache.control = { declared, stamp, hash, control };
  return { control, hash };
}

function editionOf(registers: readonly Register[]): string {
  const known = editions.get(registers);
  if (known !== undefined) return known;
  const words = JSON.stringify([controlTablesWith(registers), Object.keys(settingsDeclared)]);
  const edition = eventId('control', words, readingEdition);
  editions.set(registers, edition);
  return edition;
}

/** One operator's error that lists every wrong setting and row. */
function refuseProblems({ problems, settings }: Control): void {
  if (problems.length > 0)
    throw new OperatorError(
      ['区级设置.xlsx 有要改正的地方，什么都没有改变：', ...problems.map(({ message }) => `  ${message}`)].join('\n'),
    );
  if (settings.trial && settings.sectionEmail === '')
    throw new OperatorError('设置里“试运行”是“是”，但“安全科邮箱”是空的：请填写邮箱，或把试运行改为“否”。');
}
