/** Columns of 总览: the lists and the counts of every period share them. */
export const overviewWidths: readonly number[] = [13, 26, 15, 11, 11, 11, 11, 11, 11, 15, 11, 15];
