import type { FailureCode } from '../../../schemas/failures.ts';

/** Why bytes cannot be read as a workbook. Thrown inside the reader only: its public door returns it as a value. */
export class Unreadable extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, detail: string) {
    super(detail);
    this.code = code;
  }
}
