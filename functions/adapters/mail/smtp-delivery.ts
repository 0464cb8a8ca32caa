import type { Delivery } from '../../world.ts';

/** What came of handing a letter to an SMTP server: a Delivery that also tells addresses apart. */
export type SmtpDelivery = Delivery &
  (
    | {
        readonly state: 'sent';
        /** Addresses that the server refused for their own fault while others got the letter. */
        readonly refused?: readonly string[];
        /** Addresses put off while others got the letter: the same bytes go to these alone next time. */
        readonly waiting?: readonly string[];
      }
    | {
        readonly state: 'deferred';
        readonly refused?: readonly string[];
        /** Keys of letters that this run reported as refused before the fault proved to be ours: they go again. */
        readonly acquitted?: readonly string[];
        /** The server was not asked: the run had stopped sending. */
        readonly untried?: true;
      }
    | {
        readonly state: 'refused';
        /** Addresses at fault; absent where it was the letter. */
        readonly refused?: readonly string[];
      }
  );
