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
  readonly remark: string;
}

export type RosterKey = keyof School;

export interface RosterColumn {
  readonly key: RosterKey;
  readonly title: string;
  /** The column must be there; `filled` columns must also hold something in each row. */
  readonly required: boolean;
  readonly filled: boolean;
  readonly width: number;
  readonly help: string;
}

const column = (
  key: RosterKey,
  title: string,
  need: 'filled' | 'required' | 'optional',
  width: number,
  help: string,
): RosterColumn => ({ key, title, required: need !== 'optional', filled: need === 'filled', width, help });

/** 学校名册: the columns of the register, in order. */
export const rosterColumns: readonly RosterColumn[] = [
  column('code', '学校编码', 'filled', 14, '每校唯一，启用后不要改；按文本保存。'),
  column('name', '学校名称', 'filled', 28, '印在报表和通报上的名称。'),
  column('stage', '学段', 'filled', 10, '例如 小学、初中、九年一贯制、高中。'),
  column('type', '类型', 'filled', 10, '公办、民办、职业、中心小学、村小等。'),
  column('liaison', '联络人', 'required', 10, '负责填报的老师。'),
  column('liaisonEmail', '联络人邮箱', 'required', 28, '可空：空的学校列入电话联系名单。'),
  column('principal', '校长', 'required', 10, ''),
  column('principalEmail', '校长邮箱', 'required', 28, '逾期后的催报和报送回执发到这里，可空。'),
  column('inspector', '责任督学', 'required', 10, ''),
  column('inspectorEmail', '责任督学邮箱', 'required', 28, '可空。'),
  column('villages', '村小数', 'required', 8, '中心小学填辖区村小数，其他学校留空或填 0。'),
  column('liaisonPhone', '联络人电话', 'optional', 16, ''),
  column('principalPhone', '校长电话', 'optional', 16, ''),
  column('backupLiaison', '备用联络人', 'optional', 10, ''),
  column('backupEmail', '备用邮箱', 'optional', 28, ''),
  column('deputy', '分管负责人', 'optional', 10, ''),
  column('deputyPhone', '分管电话', 'optional', 16, ''),
  column('centralSchool', '所属中心小学', 'optional', 20, '村小填其中心小学的编码或名称。'),
  column('activeFrom', '启用月份', 'optional', 10, '例如 2018-09；空为一直启用。'),
  column('activeThrough', '停用月份', 'optional', 10, '最后一个要报的月份；空为没有停用。'),
  column('remark', '备注', 'optional', 24, ''),
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
