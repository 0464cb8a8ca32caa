import type { LedgerEvent } from '../../../schemas/events.ts';
import type { Pointer } from '../../core/ledger-state.ts';
import { OperatorError } from '../../operator-error.ts';

const newline = 10;

/** An event, and where in the journal it stands. */
export interface Placed {
  readonly event: LedgerEvent;
  readonly at: Pointer;
}

/** An append as an object's bytes: one line an event. */
export function linesOf(events: readonly LedgerEvent[]): Buffer {
  return Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
}

/** The events of a journal object, in order. */
export function* eventsIn(bytes: Buffer, number: number): Generator<Placed> {
  let start = 0;
  for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
    const at: Pointer = [number, start, end - start];
    yield { event: eventAt(bytes, at), at };
    start = end + 1;
  }
  if (start === 0 || start < bytes.length) throw damaged(number, start);
}

/** The event that a pointer means, in the bytes of its object. */
export function eventAt(bytes: Buffer, [number, offset, length]: Pointer): LedgerEvent {
  try {
    const event: unknown = JSON.parse(bytes.toString('utf8', offset, offset + length));
    if (typeof event === 'object' && event !== null && 'type' in event && 'id' in event) return event as LedgerEvent;
  } catch {
    // Said below, with the place.
  }
  throw damaged(number, offset);
}

/** Name of a journal object: names in order are numbers in order. */
export function journalName(number: number): string {
  return `journal-${String(number).padStart(10, '0')}.jsonl`;
}

/** The number in a journal object's name; undefined for any other object. */
export function journalNumber(name: string): number | undefined {
  const digits = /^journal-(\d{10})\.jsonl$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** What is said where a journal object is not there. */
export function lost(number: number): OperatorError {
  return new OperatorError(`台账损坏：存储桶里少了 ${journalName(number)}，请用备份恢复这个对象。`);
}

function damaged(number: number, offset: number): OperatorError {
  return new OperatorError(
    `台账损坏：存储桶里的 ${journalName(number)} 第 ${offset} 字节处不是完整的记录，请用备份恢复这个对象。`,
  );
}
