import { selfCheck } from '../../../schemas/self-check.ts';
import { blanksOf } from '../blanks-of.ts';
import type { Answers } from '../understand.ts';

/** One of the 有/无 of 自查表 that does not say 有. */
export interface NotInPlace {
  readonly field: string;
  readonly answer: '无' | '';
}

/** What the checklist (S31) still lacks: every 有/无 that is 无, or says neither, in the order of the form. */
export function notInPlace(answers: Answers): readonly NotInPlace[] {
  return blanksOf(selfCheck).flatMap(({ key, field }) => {
    if (field.kind !== 'tick') return [];
    const answer = answers[key];
    const said = answer?.is === 'value' ? answer.value : '';
    return said === '有' ? [] : [{ field: field.key, answer: said === '无' ? '无' : '' }];
  });
}
