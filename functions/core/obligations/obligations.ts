import type { Obligation } from '../../../schemas/control.ts';

/** The three things a row of 报送事项 can ask for, each with its own way of being done. */
export type ObligationKind = 'monthlyReport' | 'checklist' | 'annualSummary';

/**
 * What a row asks for: 自查表 and 月报表 together are the month's report; 自查表 alone is the checklist (S31), done when
 * every 有/无 is 有; 年度总结 (S45) is done when it is filled right and signed. Undefined: nothing that can be told done.
 */
export function kindOf({ forms }: Pick<Obligation, 'forms'>): ObligationKind | undefined {
  switch ([...forms].sort().join(' ')) {
    case '月报表 自查表':
      return 'monthlyReport';
    case '自查表':
      return 'checklist';
    case '年度总结':
      return 'annualSummary';
    default:
      return undefined;
  }
}
