/**
 * A spreadsheet formula that counts the 字 of a cell as `countWords` does: each Chinese character or punctuation mark is
 * one, each run of other characters is one. Only functions of Excel 2007, so that WPS, LibreOffice and Google know them
 * too; an emoji may count as two there, and what stands behind the first 5,000 characters is left out.
 */
export function wordCountFormula(cell: string): string {
  const here = `MID(" "&${cell},${place}+1,1)`;
  const before = `MID(" "&${cell},${place},1)`;
  return `SUMPRODUCT((${place}<=LEN(${cell}))*(1-${isOneOf(here, spaces)}-${isOneOf(here, runs)}*${isOneOf(before, runs)}))`;
}

// 1 … 5000 as a block of 1,000 rows and 5 columns: Google makes no sheets with more rows than that by itself.
const place = '(ROW($1:$1000)+1000*(COLUMN($A:$E)-1))';

const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join('');
// What Chinese keyboards offer besides and does not stand alone as a 字: signs, circled numbers, Greek in formulas.
const signs = '①②③④⑤⑥⑦⑧⑨⑩℃‰※→←↑↓√≤≥≠±■□▲△●○◆◇★☆№αβπΩμ';
const runs = literal(printable + signs);
const spaces = `CHAR(32)&CHAR(9)&CHAR(10)&CHAR(13)&"\u3000\u00a0"`;

function isOneOf(character: string, set: string): string {
  return `ISNUMBER(FIND(${character},${set}))`;
}

function literal(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
