/** To a tenth as spreadsheets round: what is a half in decimals goes up, whatever its binary shape. */
export function rounded(value: number): number {
  return Math.round(Number((value * 10).toPrecision(12))) / 10;
}
