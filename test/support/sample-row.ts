import type { Register } from '../../schemas/registers/register.ts';

/** What stands in the cells of a sample row where words are asked for. */
export interface SampleWords {
  readonly text: string;
  readonly line: string;
}

/** A row of a register in which every column that must be filled is, in the order of its columns: of 371311001, on the 12th. */
export function sampleRow({ columns }: Register, words: SampleWords): readonly (string | number)[] {
  return columns.map(({ kind, key, filled, choices = [] }) => {
    switch (kind) {
      case 'text':
        return words.text;
      case 'line':
        return words.line;
      case 'choice':
      case 'choices':
        return choices[0] ?? '';
      case 'date':
        return filled ? '2018-09-12' : '';
      case 'count':
      case 'mark':
        return 1;
      case 'year':
        return 2018;
      case 'phone':
        return '0539-1234567';
      case 'code':
        return key === 'school' ? '371311001' : 'BH-01';
      case 'name':
        return '示例';
      default:
        return '';
    }
  });
}
