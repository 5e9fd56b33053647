import type { FeatureName, Features } from '../../db/model/instance-details.ts';
import { readCount } from '../nodeinfo/count.ts';

/** The features that are stated: those that are undefined are left out. */
export function statedFeatures(
  raw: Readonly<Partial<Record<FeatureName, number | boolean | undefined>>>,
): Features {
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined));
}

/** A foreign yes or no; undefined for anything else. */
export function yesOrNo(raw: unknown): boolean | undefined {
  return typeof raw === 'boolean' ? raw : undefined;
}

/** A foreign amount of at least 1, in `unit`s; undefined for anything else, and for what is too large to be exact. */
export function amountOf(raw: unknown, unit = 1): number | undefined {
  const { value } = readCount(raw).figure;
  return value !== null && value > 0 && Number.isSafeInteger(value * unit) ? value * unit : undefined;
}
