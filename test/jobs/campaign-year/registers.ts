import { caseLives } from './cases.ts';
import type { Life } from './life.ts';
import { openLives } from './openness.ts';
import { upkeepLives } from './upkeep.ts';

/** The columns of a register that hold free text: each row carries a mark in them. */
export const freeText: Readonly<Record<string, readonly string[]>> = {
  舆情: ['摘要', '备注'],
  信访: ['摘要', '备注'],
  重大事件快报: ['摘要', '备注'],
  督办: ['摘要', '备注'],
  申诉复查: ['事由'],
  实地评分: ['依据'],
  评分申诉: ['理由'],
  公开电话: ['备注'],
  信息公开: ['撤下原因'],
  追责移交: ['移交人', '事由', '承办人', '备注'],
};

/** Every row of the registers that the sections keep. */
export const lives: readonly Life[] = [...caseLives, ...upkeepLives, ...openLives];
