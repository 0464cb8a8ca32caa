import { Invalid } from '../errors.ts';

/** How many values a condition takes where it is not one. */
const COUNTS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  NUMBER_BETWEEN: [2, 2],
  NUMBER_NOT_BETWEEN: [2, 2],
  DATE_BETWEEN: [2, 2],
  DATE_NOT_BETWEEN: [2, 2],
  TEXT_IS_EMAIL: [0, 0],
  TEXT_IS_URL: [0, 0],
  DATE_IS_VALID: [0, 0],
  BLANK: [0, 0],
  NOT_BLANK: [0, 0],
  BOOLEAN: [0, 2],
  ONE_OF_LIST: [1, 500],
  TEXT_NOT_EQ: [1, 500],
  DATE_NOT_EQ: [1, 500],
  NUMBER_EQ: [1, 500],
  NUMBER_NOT_EQ: [1, 500],
  DATE_EQ: [1, 500],
  TEXT_EQ: [1, 500],
};

interface Condition {
  readonly type?: string;
  readonly values?: readonly { readonly userEnteredValue?: string; readonly relativeDate?: string }[];
}

/** Refuses a condition of no type or with a number of values that its type does not take. The sentences are ours. */
export function checkCondition(condition: unknown): void {
  const { type, values = [] } = (condition ?? {}) as Condition;
  if (!type) throw new Invalid('A condition must have a type.');
  const [least, most] = COUNTS[type] ?? [1, 1];
  if (values.length < least || values.length > most) {
    throw new Invalid(
      `The condition ${type} must have ${least === most ? least : `${least} to ${most}`} values, not ${values.length}.`,
    );
  }
  const formula = values[0]?.userEnteredValue ?? '';
  if ((type === 'CUSTOM_FORMULA' || type === 'ONE_OF_RANGE') && !formula.startsWith('=')) {
    throw new Invalid(`The value of the condition ${type} must be a formula.`);
  }
}
