import type { Cell } from './grid.ts';
import { readAnswer } from './read-answer.ts';
import { foldAnswer } from './text.ts';
import { isWebAddress } from './web-address.ts';

type Typed = Exclude<Cell, null>;

/**
 * 设置 of the control workbook: one declaration a setting. The tab, its help, the parser and its complaints follow.
 */
export interface Setting<T> {
  /** 项目: what people read in the first column. */
  readonly title: string;
  readonly initial: string;
  /** What is allowed, in words that follow 应为; part of the complaint when it is not. */
  readonly allowed: string;
  readonly help: string;
  /** The value of a cell (blank is ''); undefined where it is not allowed. */
  readonly parse: (typed: Typed) => T | undefined;
  /** What a drop-down offers, where only a few words are allowed. */
  readonly choices?: readonly string[];
}

const setting = <T>(title: string, initial: string, allowed: string, help: string, parse: Setting<T>['parse']) => ({
  title,
  initial,
  allowed,
  help,
  parse,
});

const choice = <T>(
  title: string,
  initial: string,
  choices: readonly string[],
  help: string,
  parse: Setting<T>['parse'],
) => ({ ...setting(title, initial, choices.map((word) => `“${word}”`).join('或'), help, parse), choices });

/** One line of text: what is printed in titles and subjects must not break them. */
const line = (typed: Typed): string | undefined => {
  const text = String(typed).trim();
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) ? undefined : text;
};
const filledLine = (typed: Typed): string | undefined => line(typed) || undefined;
const oneOf =
  <const C extends readonly string[]>(...choices: C) =>
  (typed: Typed): C[number] | undefined =>
    choices.find((choice) => choice === foldAnswer(String(typed)));
const yesOrNo = ['是', '否'] as const;
const yesNo = (typed: Typed): boolean | undefined => {
  if (typeof typed === 'boolean') return typed;
  const word = oneOf(...yesOrNo)(typed);
  return word && word === '是';
};
const wholeBetween = (min: number, max: number) => (typed: Typed) => {
  const text = foldAnswer(String(typed));
  return /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined;
};
/** How many letters may go: a number, or what the mail server is known to take. */
const auto = '自动';
const autoOrUpTo =
  (max: number) =>
  (typed: Typed): number | 'auto' | undefined =>
    foldAnswer(String(typed)) === auto ? 'auto' : wholeBetween(0, max)(typed);
const phone = (typed: Typed): string | undefined => {
  const answer = readAnswer({ kind: 'phone' }, typed);
  return answer.is === 'value' ? String(answer.value) : undefined;
};

/** A typed time of day becomes the fraction of a day that has passed. */
const time = (typed: Typed): string | undefined => {
  const minutes = typeof typed === 'number' && typed >= 0 ? Math.round(typed * 1440) : Number.NaN;
  const text = minutes < 1440 ? `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}` : String(typed);
  const parts = /^([01]?\d|2[0-3]):([0-5]\d)(?::00)?$/.exec(foldAnswer(text));
  return parts ? `${parts[1]?.padStart(2, '0')}:${parts[2]}` : undefined;
};

/** A single e-mail address as registers hold it: no display name, no second address, no control character. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*$/u.test(text);
}

const address = (typed: Typed): string | undefined => {
  const text = foldAnswer(String(typed));
  return text === '' || isMailAddress(text) ? text : undefined;
};

/** Several addresses in one cell, each once. */
const addresses = (typed: Typed): readonly string[] | undefined => {
  const parts = foldAnswer(String(typed))
    .split(/[\s,;、]+/)
    .filter((part) => part !== '');
  return parts.every(isMailAddress) ? [...new Set(parts)] : undefined;
};

/** An address people may want to show with a name: `安全科 <a@b.cn>` or `a@b.cn`. */
const sender = (typed: Typed): string | undefined => {
  const text = line(typed)?.replace('＜', '<').replace('＞', '>').replace('＠', '@');
  if (text === undefined) return undefined;
  const inner = /^[^<>,;]*<([^<>]+)>$/.exec(text)?.[1] ?? text;
  return text === '' || isMailAddress(inner) ? text : undefined;
};

/** The address of a page on the web, or nothing. */
const webAddress = (typed: Typed): string | undefined => {
  const text = String(typed).trim();
  return text === '' || isWebAddress(text) ? text : undefined;
};

const rolls = ['不变', '顺延', '提前'] as const;

export const settingsDeclared = {
  campaign: setting(
    '行动名称',
    '罗庄区中小学生欺凌防治落实年行动',
    '一行文字，不能为空',
    '印在两张表的标题里，后面接“自查表”“月报表”。',
    filledLine,
  ),
  office: setting(
    '工作机构',
    '罗庄区教育体育局安全科',
    '一行文字，不能为空',
    '收表单位，印在表注、邮件和通报上。',
    filledLine,
  ),
  officePhone: setting(
    '办公电话',
    '0539-8927055',
    '电话号码，例如 0539-8927055',
    '印在邮件落款、通报和公开页上。',
    phone,
  ),
  planTitle: setting(
    '综合治理方案',
    '',
    '一行文字，或留空',
    '印在公开页上的方案名称。留空就写行动名称加“工作方案”。',
    line,
  ),
  planLink: setting(
    '综合治理方案网址',
    '',
    '以 https:// 或 http:// 开头的网址，或留空',
    '公开页上方案名称的链接。填了它，或在“信息公开”登记了第一条，程序就开始做公开页。',
    webAddress,
  ),
  sectionEmail: setting(
    '安全科邮箱',
    '',
    '一个邮箱地址，或留空',
    '给安全科的邮件发到这里，学校回信也到这里。',
    address,
  ),
  mailFrom: setting(
    '发件人',
    '',
    '一个邮箱地址，可写成 名称 <地址>，或留空',
    '邮件上显示的发件人。留空则用 anxiao@localhost。',
    sender,
  ),
  deadlineDay: setting(
    '截止日',
    '25',
    '1 到 28 的整数',
    '每月几日前报送，附件 2 规定为 25 日。改后对以后发表的月份生效。',
    wholeBetween(1, 28),
  ),
  deadlineInclusive: choice(
    '截止日当天算按时',
    '是',
    yesOrNo,
    '“是”：到当天 24:00 止；“否”：到前一天 24:00 止。',
    yesNo,
  ),
  deadlineRolls: choice(
    '截止日遇非工作日',
    '不变',
    rolls,
    '顺延到下一个工作日，或提前到上一个工作日。',
    oneOf(...rolls),
  ),
  mailFromTime: setting('发信时段开始', '08:30', '时间，例如 08:30', '只在工作日的这个时段发信，其余时候攒着。', time),
  mailUntilTime: setting('发信时段结束', '17:30', '时间，例如 17:30', '要晚于“发信时段开始”。', time),
  mailPerMinute: setting(
    '每分钟最多发信',
    auto,
    '“自动”，或 0 到 1000 的整数',
    '发信太快，邮箱服务商会拒收。“自动”按发信服务器定：网易、QQ 等个人邮箱 10 封，其他 30 封；0 是不限。一次运行发不完的，下次接着发。',
    autoOrUpTo(1000),
  ),
  mailPerDay: setting(
    '每天最多发信',
    auto,
    '“自动”，或 0 到 100000 的整数',
    '到了这个数，其余的信明天再发，急信除外。“自动”按发信服务器定：网易、QQ 等个人邮箱 100 封，其他不限；0 是不限。',
    autoOrUpTo(100_000),
  ),
  trial: choice('试运行', '否', yesOrNo, '“是”：所有邮件只发给安全科，并注明真正的收件人。', yesNo),
  dailySummary: choice(
    '每日小结',
    '是',
    yesOrNo,
    '“是”：工作日有新情况时，给安全科发一封小结。“否”：不发，要做的事看《总表》的“总览”。',
    yesNo,
  ),
  sectionWeek: choice(
    '科室周报',
    '是',
    yesOrNo,
    '“是”：每周第一个工作日，给有事在办的科室发一份清单，和上周一样的不发。“否”：只在快到期和超期时发信。',
    yesNo,
  ),
  villageSchoolsReport: choice(
    '村小单独报送',
    '否',
    yesOrNo,
    '“否”：村小由所属中心小学一并报送，不计入应报学校。',
    yesNo,
  ),
  summaryMonth: setting('年度总结月份', '9', '1 到 12 的整数', '这个月的报表附《年度总结》。', wholeBetween(1, 12)),
  lockAfterDays: setting(
    '锁定',
    '0',
    '0 到 366 的整数',
    '截止后第几天结束时定稿：那以后的改动只记在《总表》的“变更记录”里，不计入，也不再催报。0 是不锁定。给学校延期就会重新打开。',
    wholeBetween(0, 366),
  ),
  keepYears: setting(
    '原文保留年限',
    '0',
    '0 到 30 的整数',
    '学校填的原文（历史版本、收到的原件）和发件箱里的信可能有姓名，保留几个学年；过了的由 doctor 列出，加 --repair 才清除。台账、总表、通报和报表本身都留着。0 是不清除。',
    wholeBetween(0, 30),
  ),
  bulletinCopies: setting(
    '通报抄送',
    '',
    '邮箱地址，几个用顿号隔开，或留空',
    '通报签发时同时抄送的领导邮箱，例如分管局长、督导办。',
    addresses,
  ),
  bulletinNumberPrefix: setting('通报文号', '', '一行文字，或留空', '通报文号的前缀，例如 罗教安通。', line),
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
