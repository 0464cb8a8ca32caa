/** `一、报送情况`: a heading of the body, whoever wrote it. */
export function isHeading(paragraph: string): boolean {
  return /^[一二三四五六七八九十]{1,3}、[^。；！？]{1,30}$/u.test(paragraph.trim());
}
