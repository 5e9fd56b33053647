import type { QuarantineRuleName } from '../../../db/model/quarantine-rules.ts';

/** A rule that refuses to count a report, and why. */
export interface Verdict {
  readonly rule: QuarantineRuleName;
  /** A plain English sentence with the figures, at most 200 characters; of what strangers wrote it holds numbers only. */
  readonly detail: string;
}

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 2 });

/** A count as it stands in a detail: `321,336`. */
export const formatCount = (count: number) => grouped.format(count);

/** A rate or a share as it stands in a detail, in two significant digits: `0.019`. */
export const formatRate = (rate: number) => fine.format(rate);
