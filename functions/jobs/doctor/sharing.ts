import { registersApart } from '../../../schemas/registers/registers.ts';
import { folderApart, ownAddress } from '../../core/registers/apart.ts';
import { strangers } from '../../core/strangers.ts';
import type { Access, Check, Premises } from '../../world.ts';
import type { District } from '../district.ts';

const may: Readonly<Record<Access['may'], string>> = { read: '能看', write: '能改', manage: '能管理' };

/** Who can open what, held against the register; nothing where that is the file server's affair. */
export function checkAccess(rights: readonly Access[], district: District): Check[] {
  if (rights.length === 0) return [];
  const found = strangersIn(rights, district);
  const managers = [
    ...new Set(rights.filter(({ path, may }) => path === '' && may === 'manage').map(({ who }) => who)),
  ];
  return [
    { is: 'ok', what: `能管理整个区的：${managers.join('、') || '没有别人'}。请看一眼都是不是自己人。`, todo: '' },
    ...(found.length === 0
      ? [{ is: 'ok' as const, what: '名册以外没有人能打开报表，也没有公开的链接。', todo: '' }]
      : found.map((right) => ({
          is: 'bad' as const,
          what: `${wordsOf(right)}。`,
          todo: '不该有的，运行 anxiao doctor --repair 收回（先加 --dry-run 看）；应该有的，补进学校名册或“科室”。',
        }))),
  ];
}

/** Takes back what the register does not account for; says what came of each. */
export async function repairAccess(premises: Premises, district: District, dryRun: boolean): Promise<Check[]> {
  const found = strangersIn(await premises.access(), district);
  const checks: Check[] = [];
  for (const right of found) {
    if (dryRun) {
      checks.push({ is: 'warn', what: `会收回：${wordsOf(right)}。`, todo: '' });
      continue;
    }
    const { refused } = await premises.revoke(right);
    checks.push(
      refused === undefined
        ? { is: 'ok', what: `已收回：${wordsOf(right)}。`, todo: '' }
        : { is: 'bad', what: `没能收回：${wordsOf(right)}（${refused}）。`, todo: '请由共享云端硬盘的管理员收回。' },
    );
  }
  return checks;
}

function strangersIn(rights: readonly Access[], { roster, settings, control }: District): readonly Access[] {
  const { sections } = control;
  return strangers(rights, {
    roster,
    apart: new Map(
      registersApart.map((register) => [
        folderApart(register),
        ownAddress(register.owner, sections, settings.sectionEmail).toLowerCase(),
      ]),
    ),
    section: new Set([settings.sectionEmail.toLowerCase()].filter((it) => it !== '')),
  });
}

function wordsOf({ path, who, may: right }: Access): string {
  const people =
    who === 'anyone' ? '任何有链接的人' : who.startsWith('*@') ? `${who.slice(2)} 的所有人` : who || '一个不知名的账号';
  return `${people}${may[right]}“${path || '整个区'}”`;
}
