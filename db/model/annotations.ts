import { z } from 'zod';
import type { UtcDay } from './utc-day.ts';

/**
 * What kind of event a reader of a chart has to know of. `method`: we changed what a figure means. `outage`: our own network
 * failed, or nothing was crawled. `event`: something happened in the world. `coverage`: somebody else's count found more, or
 * other, servers than before, which is no growth.
 */
export const annotationKinds = ['method', 'outage', 'event', 'coverage'] as const;

/** One of {@link annotationKinds}. */
export type AnnotationKind = (typeof annotationKinds)[number];

const day = z.string().meta({ format: 'date', examples: ['2022-11-20'] });

/** One annotation. */
export const annotationRecord = z.object({
  id: z
    .string()
    .describe('Stays the same. Of a method change, also its place on the method page: /en/method#id.'),
  kind: z
    .enum(annotationKinds)
    .describe(
      'method: what a figure means has changed. outage: our own network failed, or nothing was crawled. event: news. coverage: somebody else found more servers, or other ones.',
    ),
  day: day.describe('UTC; the first day.'),
  last_day: day.describe('UTC; the same as the first for most.'),
  label: z.string().describe('In English.'),
  hours: z
    .number()
    .positive()
    .nullable()
    .describe(
      'How long our own network failed in these days; null for anything else, and when nothing was crawled.',
    ),
  figures: z
    .array(z.string())
    .nullable()
    .describe('Day figures that a change of method concerns; null for other kinds.'),
  source: z.string().nullable().describe('Who says so; null: we do.'),
  source_url: z.url().nullable(),
});
/** See {@link annotationRecord}. */
export type AnnotationRecord = z.infer<typeof annotationRecord>;

/** Something that happened outside this census. */
export interface NotedEvent {
  readonly id: string;
  readonly kind: 'event' | 'coverage';
  readonly day: UtcDay;
  readonly lastDay: UtcDay;
  /** In English; pages take theirs from the messages (`annotations.labels`). */
  readonly label: string;
  readonly source: string;
  readonly sourceUrl: string;
}

const knownEvents = {
  source: 'SpielmannSpiel/Fediverse-User-Growth',
  sourceUrl: 'https://github.com/SpielmannSpiel/Fediverse-User-Growth/blob/main/data/known_events.json',
} as const;

const scrapeIssue = {
  source: 'TheKinrar in simonw/scrape-instances-social, issue 4',
  sourceUrl: 'https://github.com/simonw/scrape-instances-social/issues/4',
} as const;

/** An event of one day. */
const on = (text: string) => ({ day: text as UtcDay, lastDay: text as UtcDay });

/** Events without which a chart of 2022 and later is misread, oldest first; each with its source. */
export const notedEvents = [
  { id: 'twitter-bought', kind: 'event', ...on('2022-10-27'), label: 'Twitter is sold', ...knownEvents },
  {
    id: 'twitter-layoffs',
    kind: 'event',
    ...on('2022-11-04'),
    label: 'Mass layoffs at Twitter',
    ...knownEvents,
  },
  {
    id: 'instances-social-discovery',
    kind: 'coverage',
    day: '2022-11-20' as UtcDay,
    lastDay: '2022-11-21' as UtcDay,
    label:
      'instances.social mends its discovery: it lists 12,800 servers in place of 2,200, which is no growth',
    ...scrapeIssue,
  },
  {
    id: 'fake-servers-2022',
    kind: 'coverage',
    ...on('2022-11-21'),
    label: 'Fake servers multiply the totals that are made from lists of servers',
    source: 'simonw/scrape-instances-social, issue 4',
    sourceUrl: scrapeIssue.sourceUrl,
  },
  {
    id: 'twitter-suspends-journalists',
    kind: 'event',
    day: '2022-12-15' as UtcDay,
    lastDay: '2022-12-16' as UtcDay,
    label: 'Twitter suspends journalists, and the account of Mastodon',
    source: 'Silicon Republic, 2022-12-16',
    sourceUrl: 'https://www.siliconrepublic.com/business/twitter-suspends-journalists-accounts-mastodon',
  },
  {
    id: 'twitter-rate-limits',
    kind: 'event',
    ...on('2023-07-01'),
    label: 'Twitter limits how many posts one may read in a day',
    source: 'Salon, 2023-07-01',
    sourceUrl:
      'https://www.salon.com/2023/07/01/elon-musk-sets-temporary-user-limitations-on-twitter-making-it-even-less-usable/',
  },
  {
    id: 'twitter-renamed',
    kind: 'event',
    ...on('2023-07-23'),
    label: 'Twitter is renamed X',
    ...knownEvents,
  },
  {
    id: 'x-banned-in-brazil',
    kind: 'event',
    ...on('2024-08-30'),
    label: 'X is banned in Brazil',
    ...knownEvents,
  },
  {
    id: 'us-election-2024',
    kind: 'event',
    ...on('2024-11-05'),
    label: 'Election in the United States',
    ...knownEvents,
  },
] as const satisfies readonly NotedEvent[];

/** An `id` of {@link notedEvents}. */
export type NotedEventId = (typeof notedEvents)[number]['id'];

/**
 * Our own outages of fewer hours a day are no annotation: what could not be visited meanwhile is visited later on the same day.
 */
export const outageHoursAtLeast = 3;
