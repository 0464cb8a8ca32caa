import { Invalid } from '../errors.ts';
import { type Mask, parseMask, withBothColours } from '../schema/mask.ts';

/** The `fields` of a request against the message that it changes; both names of a colour are meant by either. */
export function requestMask(fields: string | undefined, type: string): Mask {
  if (!fields) throw new Invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  const mask = parseMask(fields, type);
  if (mask === 'all' || mask instanceof Map) return withBothColours(mask, type);
  // The sentence is ours: no recording shows Google's.
  throw new Invalid(`Invalid field: ${mask.unknown}`);
}
