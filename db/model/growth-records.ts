import { z } from 'zod';
import { facets } from './facets.ts';
import { dayFigures } from './records.ts';
import { sizeClasses } from './size-class.ts';

/** The public records of growth, beside those of `records.ts`: formulas in words, in the descriptions. */

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('Day in UTC, YYYY-MM-DD.');
const month = z
  .string()
  .regex(/^\d{4}-\d{2}-01$/)
  .describe('First day of the month, UTC.');
const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);
const rate = z.number().nonnegative();
const partial = z.boolean().describe('True while the day is not over.');
const revisedAt = z
  .string()
  .nullable()
  .describe('Instant at which a finished day was last recomputed to other values; null = never.');

/** How unevenly active users are spread over servers on one UTC day. */
export const concentrationRecord = z.object({
  day,
  servers: count.describe('Servers that count and state their monthly active users, zero included.'),
  inhabited: count.describe('Of these, with at least one active user.'),
  users_active_month: count.describe('Their sum, observed plus carried.'),
  top_1_share: share.describe('Share of it on the largest server.'),
  top_10_share: share.describe('Share of it on the ten largest servers.'),
  top_100_share: share.describe('Share of it on the hundred largest servers.'),
  hhi: z
    .number()
    .min(0)
    .max(10_000)
    .describe(
      'Herfindahl-Hirschman index: sum over servers of (100 x share of users) squared. 10,000 / N when N servers are equal, 10,000 when one has everybody.',
    ),
  shannon: z
    .number()
    .min(0)
    .describe('Shannon index: minus the sum over servers of share x ln(share), in nats.'),
  evenness: share
    .nullable()
    .describe('Shannon index / ln(inhabited): 1 when all are equal; null when only one server has users.'),
  effective_servers: z
    .number()
    .min(1)
    .describe('e to the power of the Shannon index: so many servers of equal size would be as diverse.'),
  gini: share.describe(
    'Gini coefficient: twice the area between the Lorenz curve and the diagonal. 0 when all are equal.',
  ),
  partial,
  revised_at: revisedAt,
});
/** See {@link concentrationRecord}. */
export type ConcentrationRecord = z.infer<typeof concentrationRecord>;

/** A point of a Lorenz curve. */
export const lorenzPoint = z.object({
  servers: share.describe('This share of the servers, the smallest first …'),
  users: share.describe('… has this share of the active users.'),
});
/** See {@link lorenzPoint}. */
export type LorenzPointRecord = z.infer<typeof lorenzPoint>;

const growth = z
  .number()
  .nullable()
  .describe('Sum now / sum then - 1; 0.05 is five per cent more. Null when the sum then is 0.');

/** How the same servers grew between two UTC days: growth without coverage growth. */
export const panelRecord = z.object({
  day,
  days_back: count.describe('So many days lie between the two days.'),
  from_day: day.describe('The earlier day.'),
  servers: count.describe('Servers observed on both days and quarantined on neither: the panel.'),
  servers_then: count.describe('Servers observed on the earlier day.'),
  servers_now: count.describe('Servers observed on the later day.'),
  servers_stating_total: count.describe('Of the panel, those that state their users on both days.'),
  users_total_then: count,
  users_total_now: count,
  users_total_growth: growth,
  servers_stating_active_month: count.describe(
    'Of the panel, those that state their monthly active users on both days.',
  ),
  users_active_month_then: count,
  users_active_month_now: count,
  users_active_month_growth: growth,
  users_active_month_index: z
    .number()
    .nullable()
    .describe(
      'Chained index of the later day: 100 on the first day of the census, multiplied by sum now / sum then of each day and the observed day before it, over the same servers each time. Null when no chain leads there.',
    ),
  partial,
  revised_at: revisedAt,
});
/** See {@link panelRecord}. */
export type PanelRecord = z.infer<typeof panelRecord>;

/** Who came and went on one finished UTC day. */
export const vitalRecord = z.object({
  day,
  alive: count.describe(
    'Servers that count: those of the day before + births + revivals - deaths - departures.',
  ),
  births: count.describe(
    'Servers observed for the first time: found by us, however old they are. In the first days of a census (up to `meta.found_until`) these are nearly all there are.',
  ),
  revivals: count.describe('Servers that count again after a death or a departure.'),
  deaths: count.describe(
    'Servers that stop to count: the 15th day without an answer. Days on which nobody was asked are not counted among the 15.',
  ),
  departures: count.describe('Servers that stop to count since they moved, refuse us, or are quarantined.'),
  idle: z.boolean().describe('Nobody was asked on this day.'),
});
/** See {@link vitalRecord}. */
export type VitalRecord = z.infer<typeof vitalRecord>;

/** How long the servers live that were born in one month. */
export const survivalRecord = z.object({
  month,
  servers: count.describe('Servers first observed in this month.'),
  deaths: count.describe('Of these, those that have died since.'),
  followed_days: count.describe('Longest time over which any of them was followed.'),
  median_days: count.nullable().describe('Age by which half had died; null when more than half live on.'),
  points: z
    .array(
      z.object({
        days: count.describe('Age in days.'),
        at_risk: count.describe('Servers followed to this age.'),
        deaths: count.describe('Of these, died at this age.'),
        survival: share.describe('Share that lives longer, by this estimate; holds until the next point.'),
        low: share.nullable().describe('Lower end of its 95 % confidence interval (Greenwood, log-log).'),
        high: share.nullable().describe('Upper end.'),
      }),
    )
    .describe(
      'Kaplan-Meier estimate: the product over ages of 1 - deaths / servers at risk. Servers that live still, moved, refuse us or are quarantined are followed up to then.',
    ),
});
/** See {@link survivalRecord}. */
export type SurvivalRecord = z.infer<typeof survivalRecord>;

/** Who came and went in one month, among servers of one size. */
export const churnRecord = z.object({
  month,
  size: z.enum(sizeClasses).describe('Class by monthly active users; "unstated": the server does not say.'),
  births: count.describe('By the first report.'),
  revivals: count,
  deaths: count.describe('By the last report.'),
  departures: count.describe('Moved, refusing us, or quarantined.'),
  server_days: count.describe('One for each server and day on which it could die.'),
  deaths_per_server_day: rate.nullable().describe('deaths / server_days; null when there are none.'),
  deaths_per_server: rate
    .nullable()
    .describe('That rate x days of the month at risk: about the share that died in the month.'),
  births_per_server: rate.nullable().describe('Births and revivals, reckoned alike.'),
});
/** See {@link churnRecord}. */
export type ChurnRecord = z.infer<typeof churnRecord>;

/** Facets that have an address of their own. */
export const readableFacets = facets.filter(
  (facet): facet is Exclude<(typeof facets)[number], 'network' | 'software'> =>
    facet !== 'network' && facet !== 'software',
);

/** One UTC day of the part of the network that has one value of a facet. */
export const facetRecord = z.object({
  day,
  facet: z.enum(readableFacets),
  value: z
    .string()
    .describe(
      'Software and release series ("mastodon/4.5"), registration mode, kind of server, language subtag or country code; empty: not stated or not known. A server counts under each language that it states.',
    ),
  ...dayFigures,
});
/** See {@link facetRecord}. */
export type FacetRecord = z.infer<typeof facetRecord>;

/** One UTC day of one release series of a software. */
export const versionRecord = z.object({
  day,
  software: z.string(),
  series: z
    .string()
    .nullable()
    .describe('Major and minor number, or year and month; null: the version says none.'),
  servers: count.describe('Servers that count, observed plus carried.'),
  share: share.describe('Of all servers of the software on this day.'),
  servers_at_or_above: count
    .nullable()
    .describe('Servers of this series or a newer one: who has moved to it. Null without a series.'),
  share_at_or_above: share.nullable().describe('Of the servers whose version says a series.'),
  first_seen: day.describe('First day on which any server ran it.'),
  age_known: z
    .boolean()
    .describe('False: it was there on the first day that we have, and is older than `first_seen` says.'),
  partial,
});
/** See {@link versionRecord}. */
export type VersionRecord = z.infer<typeof versionRecord>;
