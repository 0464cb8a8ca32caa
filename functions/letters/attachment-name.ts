/** `示例小学2018年9月报表.xlsx`: an attachment named so that two schools of one person stay apart. */
export function attachmentName(school: string, periodTitle: string): string {
  const name = `${school}${periodTitle}报表`.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, '_');
  return `${name}.xlsx`;
}
