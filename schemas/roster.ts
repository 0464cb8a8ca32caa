import type { CellKind, ControlColumn } from './control-cells.ts';

/** One school of 学校名册. Text as typed in the register; blank optional columns are empty strings. */
export interface School {
  /** 学校编码, always text. */
  readonly code: string;
  readonly name: string;
  /** 学段: 小学, 初中 … */
  readonly stage: string;
  /** 类型: 公办, 民办, 职业, 中心小学, 村小 … */
  readonly type: string;
  readonly liaison: string;
  readonly liaisonEmail: string;
  readonly principal: string;
  readonly principalEmail: string;
  readonly inspector: string;
  readonly inspectorEmail: string;
  /** 村小数, 0 where blank. */
  readonly villages: number;
  readonly liaisonPhone: string;
  readonly principalPhone: string;
  readonly backupLiaison: string;
  readonly backupEmail: string;
  readonly deputy: string;
  readonly deputyPhone: string;
  /** 所属中心小学: the code or name of the central school a 村小 reports through. */
  readonly centralSchool: string;
  /** 启用月份 and 停用月份, `2018-09` or empty: the first and the last period the school is active in. */
  readonly activeFrom: string;
  readonly activeThrough: string;
  /** 报送方式: 邮件 where the school cannot reach the folder: its form, findings and answers travel by mail. */
  readonly delivery: string;
  readonly remark: string;
}

export type RosterKey = keyof School;

export interface RosterColumn extends ControlColumn {
  readonly key: RosterKey;
}

const column = (
  key: RosterKey,
  title: string,
  kind: CellKind,
  need: 'filled' | 'required' | 'optional',
  width: number,
  help: string,
  choices: readonly string[] = [],
): RosterColumn => ({
  key,
  title,
  kind,
  required: need !== 'optional',
  filled: need === 'filled',
  width,
  help,
  choices,
});

const stages = ['小学', '初中', '九年一贯制', '高中', '完全中学', '中等职业'];
const types = ['公办', '民办', '职业', '中心小学', '村小'];

/** 学校名册: the columns of the register, in order. */
export const rosterColumns: readonly RosterColumn[] = [
  column('code', '学校编码', 'code', 'filled', 14, '每校唯一，启用后不要改，学校的文件夹靠它找到。'),
  column('name', '学校名称', 'name', 'filled', 28, '印在报表和通报上的名称，不超过 60 字。'),
  column('stage', '学段', 'line', 'filled', 12, '例如 小学、初中、九年一贯制、高中。', stages),
  column(
    'type',
    '类型',
    'line',
    'filled',
    12,
    '公办、民办、职业、中心小学、村小等。村小默认由中心小学一并报送。',
    types,
  ),
  column('liaison', '联络人', 'line', 'required', 10, '负责填报的老师，催报先找这位。'),
  column('liaisonEmail', '联络人邮箱', 'mail', 'required', 28, '只写一个。留空的学校列入电话联系名单。'),
  column('principal', '校长', 'line', 'required', 10, '报表最后由校长签字。'),
  column('principalEmail', '校长邮箱', 'mail', 'required', 28, '逾期后的催报和报送回执发到这里，可留空。'),
  column('inspector', '责任督学', 'line', 'required', 10, '负责该校的责任督学。'),
  column('inspectorEmail', '责任督学邮箱', 'mail', 'required', 28, '催报到最后一级时发到这里，可留空。'),
  column('villages', '村小数', 'count', 'required', 9, '中心小学填辖区村小数，其他学校留空或填 0。'),
  column('liaisonPhone', '联络人电话', 'phone', 'optional', 16, '打电话催报时用，也用来核对自查表的联系电话。'),
  column('principalPhone', '校长电话', 'phone', 'optional', 16, '打电话催报时用。'),
  column('backupLiaison', '备用联络人', 'line', 'optional', 12, '联络人不在时找这位。'),
  column('backupEmail', '备用邮箱', 'mail', 'optional', 28, '只写一个。'),
  column('deputy', '分管负责人', 'line', 'optional', 12, '用来核对月报表的负责人。'),
  column('deputyPhone', '分管电话', 'phone', 'optional', 16, '用来核对月报表的联系方式。'),
  column('centralSchool', '所属中心小学', 'line', 'optional', 20, '村小填其中心小学的编码或名称。'),
  column('activeFrom', '启用月份', 'period', 'optional', 12, '从哪个月开始报送，例如 2018-09。空为一直启用。'),
  column('activeThrough', '停用月份', 'period', 'optional', 12, '最后一个要报送的月份。空为没有停用。'),
  column(
    'delivery',
    '报送方式',
    'line',
    'optional',
    10,
    '够不到文件夹的学校填“邮件”：表作为附件发给联络人。空为文件夹。',
    ['文件夹', '邮件'],
  ),
  column('remark', '备注', 'text', 'optional', 24, '写什么都可以，机器不看。'),
];

/** The schools that owe a report for a period (应报): active in it; a 村小 reports through its 中心小学 unless told otherwise. */
export function expectedSchools(roster: readonly School[], period: string, villageSchoolsReport: boolean): School[] {
  return roster.filter(
    (school) =>
      (school.activeFrom === '' || school.activeFrom <= period) &&
      (school.activeThrough === '' || period <= school.activeThrough) &&
      (villageSchoolsReport || school.type !== '村小'),
  );
}

/** True for schools that cannot reach the folder. */
export function byMail(school: Pick<School, 'delivery'>): boolean {
  return school.delivery === '邮件';
}
