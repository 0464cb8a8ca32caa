import type { Kept } from './markers.ts';

const control = /^区级设置\.xlsx$/;
/** What the ledger keeps of 区级设置, so as not to read it anew: of registers no text but what is for the public. */
const cache = /^台账\/snapshot\.json$/;
const master = /^总表\.xlsx/;

/** Where a mark may be found, by what it belongs to; `must` is where it has to be, or the search would find nothing. */
export const places: Readonly<Record<Kept, { readonly may: readonly RegExp[]; readonly must: RegExp }>> = {
  // The school's own folder; redacted, the ledger and the section's own view. No letter, bulletin, report, page or pack.
  narrative: { may: [/^学校\//, /^台账\//, master], must: /^(?:学校|台账)\// },
  register: { may: [control], must: control },
  referral: { may: [/^监察室\/追责移交\.xlsx$/], must: /^监察室\// },
  // Approved for everybody: the page, the ledger that keeps it, and 公开记录.
  public: { may: [control, /^台账\//, /^公开\//, master], must: /^公开\// },
  withheld: { may: [control, cache], must: control },
};

/** A child's name or number: only what the school saved, and what it had saved before. */
export const childrensPlaces = /^学校\/[^/]+\/(?:\d{4}年\d{2}月\.xlsx$|历史版本\/)/;
