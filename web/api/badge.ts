import type { InstanceRecord } from '../../db/model/records.ts';
import { presentStatuses } from '../../db/model/status.ts';
import { cleanLine } from '../../db/model/text.ts';

/** What a badge can say of a server. */
export const badgeMetrics = [
  'users_active_month',
  'users_total',
  'uptime_30d',
  'version',
  'registrations',
  'rules_count',
] as const;

/** One of {@link badgeMetrics}. */
export type BadgeMetric = (typeof badgeMetrics)[number];

/** A badge: what it says, and in which colour. */
export interface Badge {
  /** Ours, never a server's. */
  readonly label: string;
  /** One line, never empty; of a version, a server's own text. */
  readonly message: string;
  /** A colour that shields and `badge-maker` know by its name. */
  readonly color: 'blue' | 'green' | 'yellow' | 'red' | 'lightgrey';
}

type Said = Omit<Badge, 'label'>;

/** Longer versions are cut: a badge stands in a line of others. */
const maxMessageLength = 40;
/** Beside control characters, which no line of ours has, XML 1.0 (production 2) forbids these. */
const noXml = /[\ufffe\uffff]/g;
const grouped = new Intl.NumberFormat('en');
/** Never rounded up: 100 % is no minute less. */
const percent = new Intl.NumberFormat('en', {
  style: 'percent',
  maximumFractionDigits: 1,
  roundingMode: 'floor',
});
/** Away for a quarter of an hour a day at most; for an hour and a half. */
const goodUptime = 0.99;
const fairUptime = 0.94;

const labels: Readonly<Record<BadgeMetric, string>> = {
  users_active_month: 'active users',
  users_total: 'accounts',
  uptime_30d: 'uptime in 30 days',
  version: 'version',
  registrations: 'sign-up',
  rules_count: 'rules',
};

const registrations = {
  open: { message: 'open', color: 'green' },
  approval: { message: 'by approval', color: 'yellow' },
  invite: { message: 'by invitation', color: 'yellow' },
  closed: { message: 'closed', color: 'red' },
} as const satisfies Record<NonNullable<InstanceRecord['registrations']>, Said>;

const muted = (message: string): Said => ({ message, color: 'lightgrey' });

/**
 * What a badge says of a server: its figure, or in words why there is none. Of a server that has gone or moved, only that: what it
 * said at last is no news.
 */
export function badgeOf(server: InstanceRecord, metric: BadgeMetric): Badge {
  const isThere = presentStatuses.some((status) => status === server.status);
  return { label: labels[metric], ...(isThere ? said(server, metric) : muted(server.status)) };
}

function said(server: InstanceRecord, metric: BadgeMetric): Said {
  switch (metric) {
    case 'users_active_month':
    case 'users_total':
      if (server.quarantine !== null) return muted('quarantined');
      return server[metric] === null
        ? muted('not stated')
        : { message: grouped.format(server[metric]), color: 'blue' };
    case 'uptime_30d':
      return uptime(server.uptime_30d);
    case 'version': {
      const version = cleanLine((server.version ?? '').replace(noXml, ''), maxMessageLength);
      return version === null ? muted('not stated') : { message: version, color: 'blue' };
    }
    case 'registrations':
      return server.registrations === null ? muted('not stated') : registrations[server.registrations];
    case 'rules_count':
      return server.rules_count === null
        ? muted('not read')
        : { message: grouped.format(server.rules_count), color: 'blue' };
  }
}

function uptime(share: number | null): Said {
  if (share === null) return muted('not known');
  const color = share >= goodUptime ? 'green' : share >= fairUptime ? 'yellow' : 'red';
  return { message: percent.format(share), color };
}
