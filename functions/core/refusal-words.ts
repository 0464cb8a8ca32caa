/** By the enhanced code (RFC 3463), else by the words of servers that have none; the first that fits. */
const meanings = [
  { code: /^5\.1\.2$/, words: /domain|host (?:unknown|not found)|域名/i, means: '邮箱 @ 后面的部分不存在' },
  { code: /^5\.2\.2$/, words: /^552|\bfull\b|quota|over ?storage|容量|已满/i, means: '邮箱满了' },
  { code: /^5\.2\.1$/, words: /disabled|inactive|suspend|locked|停用|冻结|禁用/i, means: '邮箱已停用' },
  {
    code: /^5\.1\.(?:[01]|10)$/,
    words: /no such|unknown|not (?:found|exist)|n[o']t exist|invalid|不存在/i,
    means: '没有这个收件人，邮箱写错了或已经注销',
  },
] as const;

/** What a server means by refusing an address, in plain words. */
export function refusalWords(said: string): string {
  const [, enhanced = ''] = said.split(' ');
  const meaning = meanings.find(({ code }) => code.test(enhanced)) ?? meanings.find(({ words }) => words.test(said));
  return meaning?.means ?? '对方的服务器不收这个邮箱的信';
}
