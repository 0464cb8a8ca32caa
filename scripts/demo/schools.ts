import type { School } from '../../schemas/roster.ts';

/** A school of the sample district: its row of 学校名册, and what only the school itself knows. */
export interface SampleSchool {
  readonly school: School;
  /** 1 to 24: what made-up telephone numbers, names and texts are told apart by. */
  readonly number: number;
  readonly students: number;
  readonly teachers: number;
}

type Facts = readonly [
  name: string,
  stage: string,
  type: string,
  students: number,
  teachers: number,
  villages?: number,
];

const facts: readonly Facts[] = [
  ['示例第一小学', '小学', '公办', 1260, 72],
  ['示例第二小学', '小学', '公办', 980, 58],
  ['示例路小学', '小学', '公办', 1520, 84],
  ['样例街小学', '小学', '公办', 640, 41],
  ['示例实验小学', '小学', '公办', 2130, 118],
  ['样例实验小学', '小学', '公办', 1875, 103],
  ['示例镇中心小学', '小学', '中心小学', 860, 52, 4],
  ['样例镇中心小学', '小学', '中心小学', 720, 47, 3],
  ['范例乡中心小学', '小学', '中心小学', 590, 44, 5],
  ['示例第一中学', '初中', '公办', 2240, 176],
  ['示例第二中学', '初中', '公办', 1680, 132],
  ['样例路中学', '初中', '公办', 1410, 117],
  // Names are data: these say what a file system, a web page and a spreadsheet must not make of them.
  ['示例实验学校<东校区>', '九年一贯制', '公办', 1950, 138],
  ['示例实验学校<西校区>', '九年一贯制', '公办', 1130, 86],
  ['样例九年一贯制学校', '九年一贯制', '公办', 1320, 98],
  ['范例&样例联合学校', '九年一贯制', '公办', 760, 61],
  ['示例双语学校', '九年一贯制', '民办', 1080, 90],
  ['样例民办小学', '小学', '民办', 430, 28],
  ['=示例小学', '小学', '公办', 520, 36],
  ['示例职业中等专业学校', '中等职业', '职业', 1760, 142],
  ['样例职业学校', '中等职业', '职业', 890, 75],
  ['示例高级中学', '高中', '公办', 2680, 214],
  ['示例新村小学', '小学', '公办', 310, 24],
  ['样例湖小学', '小学', '公办', 450, 31],
];

const surnames = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地';

/** The sample district: 24 schools that do not exist, with people and numbers that nobody has. */
export const sampleSchools: readonly SampleSchool[] = facts.map(
  ([name, stage, type, students, teachers, villages = 0], index) => {
    const number = index + 1;
    return { school: { ...people(number), name, stage, type, villages }, number, students, teachers };
  },
);

/**
 * 13 and 14 are two campuses with one contact, so one letter speaks of both; 18 and 21 have no address at all; 24 cannot
 * reach the folder, so its form and its report travel by mail.
 */
function people(number: number): Omit<School, 'name' | 'stage' | 'type' | 'villages'> {
  const two = String(number).padStart(2, '0');
  const contact = number === 14 ? 13 : number;
  const hasMail = number !== 18 && number !== 21;
  return {
    code: `3713110${two}`,
    liaison: `${surnames[contact - 1]}老师`,
    liaisonEmail: hasMail ? `lianluo${String(contact).padStart(2, '0')}@example.cn` : '',
    liaisonPhone: `139000000${String(contact).padStart(2, '0')}`,
    principal: `${surnames[number - 1]}校长`,
    principalEmail: hasMail ? `xiaozhang${two}@example.cn` : '',
    principalPhone: `139000001${two}`,
    inspector: number <= 12 ? '东片督学' : '西片督学',
    inspectorEmail: number <= 12 ? 'dongpian@example.cn' : 'xipian@example.cn',
    backupLiaison: '',
    backupEmail: '',
    deputy: `${surnames[number - 1]}主任`,
    deputyPhone: `0539-12345${two}`,
    centralSchool: '',
    activeFrom: '',
    activeThrough: '',
    delivery: number === 24 ? '邮件' : '',
    remark: '',
  };
}

/** The school of a number. */
export function sampleSchool(number: number): SampleSchool {
  const found = sampleSchools[number - 1];
  if (!found) throw new RangeError(`there is no sample school ${number}`);
  return found;
}
