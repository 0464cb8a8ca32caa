/**
 * 设置 of the control workbook: one declaration a setting. The tab, its help, the parser and its complaints follow.
 */
export interface Setting<T> {
  /** 项目: what people read in the first column. */
  readonly title: string;
  readonly initial: string;
  /** What is allowed, in words; part of the complaint when it is not. */
  readonly allowed: string;
  readonly help: string;
  /** The value; undefined where the text is not allowed. */
  readonly parse: (text: string) => T | undefined;
}

const setting = <T>(title: string, initial: string, allowed: string, help: string, parse: Setting<T>['parse']) => ({
  title,
  initial,
  allowed,
  help,
  parse,
});

const anyText = (text: string): string => text;
const filled = (text: string): string | undefined => (text === '' ? undefined : text);
const yesNo = (text: string): boolean | undefined => (text === '是' ? true : text === '否' ? false : undefined);
const time = (text: string): string | undefined =>
  /^(?:[01]?\d|2[0-3]):[0-5]\d$/.test(text) ? text.padStart(5, '0') : undefined;
const wholeBetween = (min: number, max: number) => (text: string) =>
  /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined;
const address = (text: string): string | undefined => (text === '' || isMailAddress(text) ? text : undefined);
const oneOf =
  <const C extends readonly string[]>(...choices: C) =>
  (text: string): C[number] | undefined =>
    choices.find((choice) => choice === text);

/** A single e-mail address as registers hold it: no display name, no second address, no control character. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>,;:"()[\]\\\p{Cc}]+@[^\s@<>,;:"()[\]\\\p{Cc}]+$/u.test(text);
}

/** An address people may want to show with a name: `安全科 <a@b.cn>` or `a@b.cn`. */
const sender = (text: string): string | undefined => {
  const inner = /^[^<>\p{Cc}]*<([^<>]+)>$/u.exec(text)?.[1] ?? text;
  return text === '' || isMailAddress(inner) ? text : undefined;
};

export const settingsDeclared = {
  campaign: setting(
    '行动名称',
    '罗庄区中小学生欺凌防治落实年行动',
    '不能为空',
    '印在两张表的标题里，后面接“自查表”“月报表”。',
    filled,
  ),
  office: setting('工作机构', '罗庄区教育体育局安全科', '不能为空', '收表单位，印在表注、邮件和通报上。', filled),
  officePhone: setting('办公电话', '0539-8927055', '电话号码', '印在邮件落款、通报和公开页上。', filled),
  sectionEmail: setting(
    '安全科邮箱',
    '',
    '一个邮箱地址，或留空',
    '给安全科的邮件发到这里；学校回信也到这里。',
    address,
  ),
  mailFrom: setting('发件人', '', '一个邮箱地址，可写成 名称 <地址>，或留空', '空则用 anxiao@localhost。', sender),
  deadlineDay: setting('截止日', '25', '1 到 28 的整数', '每月几日前报送；S101 规定为 25 日。', wholeBetween(1, 28)),
  deadlineInclusive: setting(
    '截止日当天算按时',
    '是',
    '是 或 否',
    '“是”：到当天 24:00 止；“否”：到前一天 24:00 止。',
    yesNo,
  ),
  deadlineRolls: setting(
    '截止日遇非工作日',
    '不变',
    '不变、顺延 或 提前',
    '顺延到下一个工作日，或提前到上一个工作日。',
    oneOf('不变', '顺延', '提前'),
  ),
  mailFromTime: setting('发信时段开始', '08:30', '时间，例如 08:30', '只在工作日的这个时段发信。', time),
  mailUntilTime: setting('发信时段结束', '17:30', '时间，例如 17:30', '', time),
  trial: setting('试运行', '否', '是 或 否', '“是”：所有邮件只发给安全科，并注明真正的收件人。', yesNo),
  villageSchoolsReport: setting(
    '村小单独报送',
    '否',
    '是 或 否',
    '“否”：村小由所属中心小学一并报送，不计入应报学校。',
    yesNo,
  ),
  summaryMonth: setting('年度总结月份', '9', '1 到 12 的整数', '这个月的报表附《年度总结》。', wholeBetween(1, 12)),
  bulletinNumberPrefix: setting('通报文号', '', '任意文字', '例如 罗教安通，可空。', anyText),
} as const;

export type SettingKey = keyof typeof settingsDeclared;

/** The settings as values, after their texts were parsed. */
export type Settings = {
  readonly [K in SettingKey]: (typeof settingsDeclared)[K] extends Setting<infer T> ? T : never;
};

/** What stands before anybody edits anything. */
export function initialSettings(): Settings {
  return Object.fromEntries(
    Object.entries(settingsDeclared).map(([key, declared]) => [key, declared.parse(declared.initial)]),
  ) as Settings;
}
