import type { Delivery } from '../../world.ts';

/** What came of handing a letter to an SMTP server. */
export type SmtpDelivery = Delivery & {
  /** Addresses put off while others got the letter: the same bytes go to these alone next time. */
  readonly waiting?: readonly string[];
};
