import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { StyleName } from '../../../../schemas/book.ts';
import { type BorderLook, type Look, looks } from '../../xlsx/book-styles.ts';
import { colour } from './colours.ts';

/** How a cell is painted beside its style: a formula never stands in a text cell; words of a merge that is not drawn run on. */
export type Variant = '' | 'formula' | 'running';

/** A style in Google's words. Sheets shrinks no letters and knows whole sizes only: both give way. */
export function cellFormat(style: StyleName, variant: Variant = ''): sheets_v4.Schema$CellFormat {
  const look = looks[style];
  const number = variant === 'formula' && look.format === '@' ? undefined : look.format;
  return {
    ...(look.fill ? { backgroundColorStyle: colour(look.fill) } : {}),
    ...(look.border ? { borders: bordersOf(look.border) } : {}),
    ...(number ? { numberFormat: numberFormat(number) } : {}),
    ...(look.indent ? { padding: { top: 2, right: 3, bottom: 2, left: 3 + look.indent * 9 } } : {}),
    horizontalAlignment: ({ left: 'LEFT', center: 'CENTER', right: 'RIGHT' } as const)[look.across],
    verticalAlignment: ({ top: 'TOP', middle: 'MIDDLE', bottom: 'BOTTOM' } as const)[look.down],
    wrapStrategy: look.wrap && variant !== 'running' ? 'WRAP' : 'OVERFLOW_CELL',
    textFormat: textFormat(look),
  };
}

const withoutBorders =
  'horizontalAlignment,numberFormat,padding,textFormat(bold,fontFamily,fontSize,foregroundColorStyle,underline),verticalAlignment,wrapStrategy';

/** All that a style may set, as a mask: a cell of one style becomes one of another; its link stays. */
export const formatFields = `userEnteredFormat(backgroundColorStyle,borders,${withoutBorders})`;

/** The same for a cell whose borders are right already. */
export const fieldsWithoutBorders = `userEnteredFormat(backgroundColorStyle,${withoutBorders})`;

function textFormat({ font }: Look): sheets_v4.Schema$TextFormat {
  return {
    bold: font.bold ?? false,
    fontFamily: font.name,
    fontSize: Math.floor(font.size),
    foregroundColorStyle: colour(font.colour),
    underline: font.underline ?? false,
  };
}

/** A spreadsheet's number code; the pattern is the same in both, the kind has to be said. */
function numberFormat(code: string): sheets_v4.Schema$NumberFormat {
  if (code === '@') return { type: 'TEXT' };
  if (code.startsWith('yyyy')) return { type: 'DATE', pattern: code };
  return { type: code.endsWith('%') ? 'PERCENT' : 'NUMBER', pattern: code };
}

function bordersOf(look: BorderLook): sheets_v4.Schema$Borders {
  const line = (style: 'SOLID' | 'SOLID_MEDIUM' | 'DASHED', rgb: string) => ({ style, colorStyle: colour(rgb) });
  const around = (edge: ReturnType<typeof line>) => ({ top: edge, left: edge, bottom: edge, right: edge });
  switch (look) {
    case 'box':
      return around(line('SOLID', '000000'));
    case 'grid':
      return around(line('SOLID', 'B8C0C8'));
    case 'dashed':
      return around(line('DASHED', '8A94A0'));
    case 'under':
      return { bottom: line('SOLID', '000000') };
    case 'rule':
      return { bottom: line('SOLID_MEDIUM', '1F4E8C') };
  }
}
