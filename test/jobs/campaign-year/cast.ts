/** A school of the year: its row of 学校名册 when the year begins, and how large it is. */
export interface Player {
  readonly code: string;
  readonly name: string;
  readonly stage: string;
  readonly type: '公办' | '民办' | '职业' | '中心小学' | '村小';
  readonly students: number;
  readonly teachers: number;
  readonly villages: number;
  /** Code of the school that reports for it. */
  readonly through?: string;
  /** First month that it owes, where that is not the district's first. */
  readonly opens?: string;
  readonly contact: string;
  readonly principal: string;
  readonly inspector: string;
}

const east = 'dong@bureau.example';
const west = 'xi@bureau.example';

function player(
  key: string,
  number: number,
  [stage, type, students, teachers]: readonly [string, Player['type'], number, number],
  name: string,
  more: Partial<Player> = {},
): readonly [string, Player] {
  const two = String(number).padStart(2, '0');
  const people = { contact: `c${two}@school.example`, principal: `p${two}@school.example` };
  const inspector = number <= 5 ? east : west;
  const plain = { code: `3713110${two}`, name, stage, type, students, teachers, villages: 0, ...people, inspector };
  return [key, { ...plain, ...more }];
}

/** The schools by the short names that the story calls them by, in the order of the register. */
export const players: ReadonlyMap<string, Player> = new Map([
  player('一小', 1, ['小学', '公办', 600, 40], '示例第一小学'),
  player('二小', 2, ['小学', '公办', 700, 45], '示例第二小学'),
  player('三小', 3, ['小学', '公办', 500, 35], '示例第三小学'),
  player('中心', 4, ['小学', '中心小学', 450, 32], '示例镇中心小学', { villages: 2 }),
  player('东村', 5, ['小学', '村小', 60, 6], '示例东村小学', { through: '371311004' }),
  player('一中', 6, ['初中', '公办', 900, 75], '示例第一中学'),
  player('双语', 7, ['九年一贯制', '民办', 800, 70], '示例双语学校'),
  player('职校', 8, ['中等职业', '职业', 650, 55], '示例职业学校'),
  player('新村', 9, ['小学', '公办', 120, 12], '示例新村小学'),
  // Nobody at its office has an address: who must be called.
  player('北校', 10, ['小学', '公办', 300, 22], '示例北校小学', { contact: '' }),
  player('湖小', 11, ['小学', '公办', 380, 26], '示例湖小学', { opens: '2019-03' }),
]);

/** The school of a short name. */
export function playerOf(key: string): Player {
  const found = players.get(key);
  if (!found) throw new RangeError(`nobody is called ${key}`);
  return found;
}

/** Where the sections of the bureau read their letters; one that is not here has none. */
export const desks = {
  安全科: 'anquan@bureau.example',
  办公室: 'bangong@bureau.example',
  督导办: 'dudao@bureau.example',
  基教科: 'jijiao@bureau.example',
  职成科: 'zhicheng@bureau.example',
  监察室: 'jiancha@bureau.example',
} as const;

/** 通报抄送. */
export const copies = 'juzhang@bureau.example';
