import { quarantineRules } from '../../../db/model/quarantine-rules.ts';
import type { RegistrationMode } from '../../../db/model/status.ts';
import { daysBetween, type UtcDay } from '../../../db/model/utc-day.ts';
import { hasForeignAccounts, isForWriters, postsOf } from './evidence.ts';
import type { Report } from './report.ts';
import { formatCount, type Verdict } from './verdict.ts';

const limits = quarantineRules['sudden-growth'].thresholds;

/** What growth is measured from: an earlier report of the same instance. */
export interface Sample {
  readonly day: UtcDay;
  /** At least 1. */
  readonly accounts: number;
  readonly posts: number | null;
  readonly month: number | null;
  readonly registrations: RegistrationMode | null;
  /**
   * How many posts a day came in lately, a mean that forgets in two weeks, over days on which hardly anybody came; null
   * before the first such day.
   */
  readonly postsPerDay: number | null;
}

/** Growth that is not believed, for as long as it is not. */
export interface Wave {
  readonly since: UtcDay;
  /** `too-fast`: faster than people can sign up. `unused`: the new accounts neither write nor come back. */
  readonly kind: 'too-fast' | 'unused';
  /** The state before it. */
  readonly before: Sample;
  /** Whether the accounts came with more posts than people write in the time: they have a past elsewhere. */
  readonly broughtPosts: boolean;
}

/** What is remembered of an instance's growth; JSON of a bounded size. */
export interface Growth {
  /** The newest report that stated accounts. */
  readonly last: Sample | null;
  /** From seven to fourteen reported days ago once there are as many; what `last` is compared with. */
  readonly anchor: Sample | null;
  /** Becomes the anchor when it is seven days old. */
  readonly nextAnchor: Sample | null;
  readonly wave: Wave | null;
}

/** Of an instance of which nothing is known. */
export const noGrowth: Growth = { last: null, anchor: null, nextAnchor: null, wave: null };

/** The mean of posts a day forgets in this time. */
const postsPerDayMemoryDays = 14;
/** A day on which accounts grow by more is no measure of what a server's own people write. */
const quietGrowthShare = 0.01;

/**
 * Adds a report to an instance's growth. One that does not state accounts, or states zero, leaves everything as it is: a
 * server that hides its figures for a while goes on where it was. Bridges are not judged.
 */
export function stepGrowth(
  growth: Growth,
  report: Report,
): { readonly growth: Growth; readonly verdict: Verdict | null } {
  const sample = hasForeignAccounts(report) ? null : sampleOf(report, growth.last);
  if (sample === null) return { growth, verdict: null };
  const wave =
    growth.wave === null ? findWave(growth, sample, report) : goOn(growth.wave, growth.last, sample, report);
  if (wave !== null) {
    return { growth: { ...growth, last: sample, wave }, verdict: describeWave(wave, sample) };
  }
  if (growth.wave !== null) {
    // Believed again: what is there now is the new measure.
    return { growth: { last: sample, anchor: sample, nextAnchor: sample, wave: null }, verdict: null };
  }
  return { growth: { ...rollAnchors(growth, sample), last: sample, wave: null }, verdict: null };
}

function sampleOf(report: Report, last: Sample | null): Sample | null {
  if (report.usersTotal === null || report.usersTotal <= 0) return null;
  const sample = {
    day: report.day,
    accounts: report.usersTotal,
    posts: postsOf(report),
    month: report.usersActiveMonth,
    registrations: report.registrations,
  };
  return { ...sample, postsPerDay: last === null ? null : updatePostsPerDay(last, sample) };
}

function updatePostsPerDay(last: Sample, sample: Omit<Sample, 'postsPerDay'>): number | null {
  const isQuiet = sample.accounts <= last.accounts * (1 + quietGrowthShare);
  if (!isQuiet || last.posts === null || sample.posts === null) return last.postsPerDay;
  const days = daysBetween(last.day, sample.day);
  const lately = Math.max(0, sample.posts - last.posts) / days;
  if (last.postsPerDay === null) return lately;
  return last.postsPerDay + (lately - last.postsPerDay) * Math.min(1, days / postsPerDayMemoryDays);
}

function rollAnchors({ anchor, nextAnchor }: Growth, sample: Sample): Pick<Growth, 'anchor' | 'nextAnchor'> {
  if (anchor === null || nextAnchor === null) return { anchor: sample, nextAnchor: sample };
  // The first report could not tell how much its people write.
  const measured = { ...anchor, postsPerDay: anchor.postsPerDay ?? sample.postsPerDay };
  return daysBetween(nextAnchor.day, sample.day) < limits.comparedDays.value
    ? { anchor: measured, nextAnchor }
    : { anchor: nextAnchor, nextAnchor: sample };
}

function findWave({ last, anchor }: Growth, sample: Sample, report: Report): Wave | null {
  if (last !== null && isTooFast(last, sample)) {
    return { since: sample.day, kind: 'too-fast', before: last, broughtPosts: hasBroughtPosts(last, sample) };
  }
  if (last === null || anchor === null) return null;
  if (daysBetween(anchor.day, sample.day) > limits.comparedDaysAtMost.value) return null;
  const gained = gainedBy(anchor, last, sample);
  const closed = [anchor, last, sample].every(({ registrations }) => registrations === 'closed');
  const least = closed ? limits.accountsWhileClosedAtLeast.value : limits.accountsAtLeast.value;
  return isWave(anchor, gained, least) && isUnused(anchor, gained, sample, report)
    ? { since: sample.day, kind: 'unused', before: anchor, broughtPosts: false }
    : null;
}

/** More a day than any server has taken in, be it large or small. */
function isTooFast(before: Sample, sample: Sample): boolean {
  const aDay = limits.accountsPerDay.value + before.accounts * limits.sharePerDay.value;
  return sample.accounts - before.accounts > aDay * Math.max(1, daysBetween(before.day, sample.day));
}

function hasBroughtPosts(before: Sample, sample: Sample): boolean {
  if (before.posts === null || sample.posts === null) return false;
  const accountDays = (sample.accounts - before.accounts) * daysBetween(before.day, sample.day);
  return sample.posts - before.posts > accountDays * limits.postsPerNewAccountAndDay.value;
}

/** Accounts that have come, and have been there since the last report at least: who came today has not had the time to write. */
const gainedBy = (before: Sample, last: Sample, sample: Sample) =>
  Math.min(last.accounts, sample.accounts) - before.accounts;

const isWave = (before: Sample, gained: number, least: number) =>
  gained >= Math.max(least, before.accounts * (limits.factor.value - 1));

/**
 * Whether those who came neither write nor come back. Posts count beyond what the server's own people went on
 * writing. Where people write, posts decide, since signing up makes any account active for a month; elsewhere either will
 * do. Nothing stated, nothing held against it.
 */
function isUnused(before: Sample, gained: number, sample: Sample, report: Report): boolean {
  const fewPosts =
    before.posts === null || sample.posts === null
      ? null
      : sample.posts - before.posts - ownPosts(before, sample) < gained * limits.postsPerNewAccount.value;
  const fewActive = hasFewActive(before, gained, sample);
  if (fewPosts !== null && isForWriters(report)) return fewPosts;
  return fewPosts === null && fewActive === null ? false : (fewPosts ?? true) && (fewActive ?? true);
}

/** What its own people would have written in the meantime, and a fifth more, since they do not write alike every week. */
const ownPosts = (before: Sample, sample: Sample) =>
  (before.postsPerDay ?? 0) * (1 + limits.ownPostsMargin.value) * daysBetween(before.day, sample.day);

const hasFewActive = (before: Sample, gained: number, sample: Sample) =>
  before.month === null || sample.month === null
    ? null
    : sample.month - before.month < gained * limits.activeShareOfNewAccounts.value;

/**
 * When it is believed again. Either kind: when the accounts are gone again. An unused one: when those who came write, or are
 * active; where posts decide, it is enough that as many are active after 90 days, when no sign-up counts as activity any
 * more. One that was too fast: a month later, with the day of the leap out of sight, when as many are active as after any
 * wave; where accounts brought a past along, or it is not said who is active, after 90 days, from when on the server is
 * judged by what it is, like one that was never seen before.
 */
function goOn(wave: Wave, last: Sample | null, sample: Sample, report: Report): Wave | null {
  const gained = gainedBy(wave.before, last ?? sample, sample);
  if (!isWave(wave.before, gained, limits.accountsWhileClosedAtLeast.value)) return null;
  const age = daysBetween(wave.since, sample.day);
  const areActive = hasFewActive(wave.before, gained, sample) === false;
  if (wave.kind === 'unused') {
    if (age >= limits.endsAfterDays.value && areActive) return null;
    return isUnused(wave.before, gained, sample, report) ? wave : null;
  }
  if (age >= limits.endsAfterDays.value) return null;
  return age >= limits.lastsDays.value && areActive && !wave.broughtPosts ? null : wave;
}

function describeWave({ kind, before, since }: Wave, sample: Sample): Verdict {
  const grown = `from ${formatCount(before.accounts)} accounts on ${before.day}`;
  const detail =
    kind === 'too-fast'
      ? `leapt ${grown} by ${since}, faster than people can sign up; states ${formatCount(sample.accounts)} now`
      : `grew ${grown} to ${formatCount(sample.accounts)}, and too few of the new ones write or come back`;
  return { rule: 'sudden-growth', detail };
}
