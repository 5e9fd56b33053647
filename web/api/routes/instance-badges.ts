import { makeBadge } from 'badge-maker';
import { z } from 'zod';
import { findInstance } from '../../../db/queries/find-instance.ts';
import type { Param } from '../../params/param.ts';
import { type Badge, type BadgeMetric, badgeMetrics, badgeOf } from '../badge.ts';
import { type ApiRequest, defineEndpoint } from '../endpoint.ts';
import type { Problem } from '../problem.ts';
import { notListed } from './not-listed.ts';

/** Shields keeps no badge for a shorter time. */
const cacheSeconds = 300;

const metricParam: Param<BadgeMetric> = {
  name: 'metric',
  description: 'What the badge says of the server.',
  schema: { type: 'string', enum: [...badgeMetrics], default: badgeMetrics[0] },
  isRepeatable: false,
  parse: ([value = '']) => {
    const metric = badgeMetrics.find((each) => each === value.trim());
    return metric === undefined
      ? { ok: false, allowed: `one of ${badgeMetrics.join(', ')}` }
      : { ok: true, value: metric };
  },
  format: (metric) => [metric],
};

const params = { metric: metricParam };
const figures =
  'The newest figure, in words where there is none: "not stated", "quarantined" when it does not count, "gone" or "moved" when the server is not there.';

/** `GET /api/v1/instances/{domain}/badge`: a badge as shields.io reads it (https://shields.io/badges/endpoint-badge). */
export const instanceBadge = defineEndpoint({
  path: '/api/v1/instances/{domain}/badge',
  operationId: 'getInstanceBadge',
  group: 'instances',
  summary: 'A badge of one server, for shields.io',
  description: `For \`https://img.shields.io/endpoint?url=…\`. ${figures}`,
  example: { metric: 'users_active_month' },
  params,
  schema: z
    .object({
      schemaVersion: z.literal(1),
      label: z.string(),
      message: z.string().min(1),
      color: z.string(),
      cacheSeconds: z.number().int(),
    })
    .meta({ id: 'Badge', description: 'A badge as shields.io reads it.' }),
  datasets: ['instances'],
  maxAgeSeconds: 60,
  answer: async (request) => {
    const badge = await readBadge(request);
    if (badge.kind === 'problem') return badge;
    return { kind: 'ok', body: { schemaVersion: 1 as const, ...badge.value, cacheSeconds } };
  },
});

/** `GET /api/v1/instances/{domain}/badge.svg`: the same, drawn. */
export const instanceBadgeImage = defineEndpoint({
  path: '/api/v1/instances/{domain}/badge.svg',
  operationId: 'getInstanceBadgeImage',
  group: 'instances',
  summary: 'A badge of one server, drawn',
  description: `An image for READMEs and pages, which asks nobody else. ${figures}`,
  example: { metric: 'uptime_30d' },
  params,
  schema: z.string().meta({ description: 'An SVG image.' }),
  datasets: ['instances'],
  mediaType: 'image/svg+xml',
  maxAgeSeconds: 60,
  answer: async (request) => {
    const badge = await readBadge(request);
    return badge.kind === 'problem' ? badge : { kind: 'ok', body: makeBadge(badge.value) };
  },
});

async function readBadge({
  context,
  host,
  values,
}: ApiRequest<typeof params>): Promise<{ readonly kind: 'badge'; readonly value: Badge } | Problem> {
  const server = await findInstance(context.database, host);
  if (server === undefined) return notListed(context.database, host);
  return { kind: 'badge', value: badgeOf(server, values.metric ?? badgeMetrics[0]) };
}
