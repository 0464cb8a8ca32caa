import { type Period, periodName } from './periods.ts';

/** Names in a district's tree (design.md 4): the same in a folder and on Google Drive, where `.xlsx` falls away. */
export const tree = {
  control: '区级设置.xlsx',
  master: '总表.xlsx',
  schools: '学校',
  versions: '历史版本',
  originals: '收到的原件',
  inbox: '收件箱',
  bulletins: '通报',
  /** For anybody to read; it may be copied to the bureau's own pages. */
  publicPage: '公开/index.html',
  /** In a folder of its own, which is shared with its owner alone. */
  referrals: '监察室/追责移交.xlsx',
  evidence: '迎检材料',
  outbox: '发件箱',
  ledger: '台账',
} as const;

/** `371311001 示例小学`: the school's folder. Characters a file system refuses become `_`; it is found again by its code. */
export function schoolFolder(code: string, name: string): string {
  return `${code} ${name}`.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/[. ]+$/, '_');
}

/** `2018-09` → `2018年09月.xlsx`. */
export function reportFile(period: Period): string {
  return `${periodName(period)}.xlsx`;
}

/** What a school is told: a tab of this name in its report, or in a workbook beside it. */
export const feedbackName = '校验结果';

/** How the hidden tabs begin that keep accepted versions as typed inside an online report: `历史版本 第2版`. */
export const versionsTab = `${tree.versions} `;

/** `2018-09` → `2018年09月 校验结果.xlsx`. */
export function feedbackFile(period: Period): string {
  return `${periodName(period)} ${feedbackName}.xlsx`;
}

/** The first tab of a report: written for people, never read. */
export const guideName = '填报说明';

/** The hidden last sheet of a report that says whose it is, wherever the file has been. */
export const identitySheet = '_identity';

/** Tabs of the control workbook, in order. */
export const controlTabs = {
  help: '使用说明',
  settings: '设置',
  roster: '学校名册',
  holidays: '节假日',
  terms: '学期',
  obligations: '报送事项',
  ladder: '催报阶梯',
  extensions: '延期',
  returns: '退回',
  waivers: '豁免',
  approvals: '通报审签',
  requests: '办理请求',
  sections: '科室',
  timeLimits: '办理时限',
  scheme: '评分办法',
  scorePublications: '评分公布',
} as const;

/** Tabs of the master workbook, in order. */
export const masterTabs = {
  overview: '总览',
  progress: '报送进度',
  selfCheck: '自查汇总',
  monthlyReport: '月报汇总',
  annualSummary: '总结汇总',
  findings: '校验问题',
  changes: '变更记录',
  reminders: '催报记录',
  bulletins: '通报记录',
  publications: '公开记录',
  runs: '运行日志',
  rules: '校验规则',
  matters: '登记办理',
  proposals: '督办提议',
  reconciliation: '对账',
  agenda: '会议议题',
  scores: '督导评分',
  scoreEvidence: '评分依据',
  help: '使用说明',
} as const;
