/** True where a whole cell holds one person's name and nothing else. */
export function isWholeName(_text: string): boolean {
  return false;
}
