import type { UtcDay } from '../../db/model/utc-day.ts';
import { figuresAfter } from './growth.ts';
import { daysSinceFirst, type Settings } from './options.ts';
import type { SimulatedHost } from './population.ts';
import { rulesAfter } from './rules.ts';
import type { Language } from './texts/language.ts';
import { versionAfter } from './versions.ts';

/** Figures as they are: what an all-knowing observer would count. */
export interface TrueFigures {
  readonly usersTotal: number;
  readonly usersActiveMonth: number;
  readonly usersActiveHalfYear: number;
  readonly localPosts: number;
  readonly localComments: number;
}

/** Figures as a server states them; null: it does not say. */
export type ReportedFigures = { readonly [Name in keyof TrueFigures]: number | null };

/** One rule of a server. */
export interface SimulatedRule {
  /** As Mastodon numbers them: a changed rule keeps its number, a deleted one's is not given again. */
  readonly id: string;
  readonly text: string;
  /** Empty when there is none. */
  readonly hint: string;
  readonly translations: Partial<
    Readonly<Record<Language, { readonly text: string; readonly hint: string }>>
  >;
}

/** One instance on one day: all that its answers are made of. */
export interface InstanceState {
  readonly host: SimulatedHost;
  readonly day: UtcDay;
  readonly version: string;
  readonly figures: TrueFigures;
  readonly rules: readonly SimulatedRule[];
}

/** How a server stands on a day. */
export function stateOf(host: SimulatedHost, settings: Settings, day: UtcDay): InstanceState {
  const days = daysSinceFirst(settings, day);
  const version = versionAfter(host.software, host.release, days);
  return {
    host,
    day,
    version,
    figures: figuresAfter(host.growth, settings, days),
    rules: rulesAfter(host.rules, version, days),
  };
}
