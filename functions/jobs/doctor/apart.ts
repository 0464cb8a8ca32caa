import type { ApartRegister } from '../../../schemas/registers/register.ts';
import { registersApart } from '../../../schemas/registers/registers.ts';
import { folderApart, ownAddress } from '../../core/registers/apart.ts';
import type { Access, Check, World } from '../../world.ts';
import type { District } from '../district.ts';
import { isNotShared } from '../not-shared.ts';

/**
 * Whether what is for one reader alone reaches that reader, and who else can open it; whatever it holds. Nothing where a
 * district has no such workbook.
 */
export async function checkApart(world: World, district: District, rights: readonly Access[]): Promise<Check[]> {
  const checks: Check[] = [];
  for (const register of registersApart)
    if ((await world.store.stamp(register.workbook)) !== undefined)
      checks.push(...checkReader(world, district, register), ...checkOthers(register, rights));
  return [...checks, ...district.apart.troubles.map((what): Check => ({ is: 'warn', what, todo: '' }))];
}

function checkReader(world: World, { control, settings }: District, register: ApartRegister): Check[] {
  const { owner, name } = register;
  const own = ownAddress(owner, control.sections, settings.sectionEmail);
  if (own === '')
    return [
      {
        is: 'warn',
        what: `“科室”里${owner}没有自己的邮箱：${name}快到期和超期时没有人收到提醒，也不会改发给别的科室。`,
        todo: `填上只有${owner}能打开的邮箱，不能和别的科室、安全科邮箱相同。`,
      },
    ];
  const refused = isNotShared(world, folderApart(register), own);
  return [
    { is: 'ok', what: `${name}的提醒只发到${owner}自己的邮箱${settings.trial ? '；试运行期间不发' : ''}。`, todo: '' },
    ...(refused
      ? [
          {
            is: 'bad' as const,
            what: `“${folderApart(register)}”没能共享给${owner}的邮箱 ${own}。`,
            todo: '多半不是 Google 账号：在“科室”换一个 Google 账号的邮箱。',
          },
        ]
      : []),
  ];
}

/** On a shared drive its members see everything, whatever a folder's own rights say: that is said, not pretended away. */
function checkOthers(register: ApartRegister, rights: readonly Access[]): Check[] {
  const everywhere = [...new Set(rights.filter(({ path }) => path === '').map(({ who }) => who))];
  if (everywhere.length === 0) return [];
  return [
    {
      is: 'ok',
      what: `“${folderApart(register)}”除了${register.owner}，能打开整个区的人也打得开：${everywhere.join('、')}。`,
      todo: '',
    },
  ];
}
