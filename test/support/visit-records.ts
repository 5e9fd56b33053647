import { type Figures, figureNames, noFigures } from '../../db/model/figures.ts';
import { type HostName, parseHostName } from '../../db/model/host-name.ts';
import { noDetails } from '../../db/model/instance-details.ts';
import type { Rule } from '../../db/model/rules.ts';
import type { InstanceReading, PeersRead, VisitRecord } from '../../db/model/visit-record.ts';

/** A host name written in a test. */
export function hostName(name: string): HostName {
  const parsed = parseHostName(name);
  if (!parsed.ok) throw new Error(`${name} is no host name (${parsed.reason}).`);
  return parsed.value;
}

/** Figures of which only some are stated. */
export function figuresOf(stated: Partial<Record<(typeof figureNames)[number], number>>): Figures {
  const entries = figureNames.map((name) => {
    const value = stated[name];
    return [name, value === undefined ? noFigures[name] : { value, provenance: 'reported' }] as const;
  });
  return Object.fromEntries(entries) as unknown as Figures;
}

/** A rule without hint and translations. */
export const ruleOf = (text: string): Rule => ({
  text,
  hint: null,
  language: null,
  translations: {},
  document: null,
});

/** A peer list that was read to its end, with departures. */
export const peersOf = (departures: Partial<PeersRead> = {}): PeersRead => ({
  count: 0,
  next: null,
  unread: null,
  hosts: [],
  refused: new Map(),
  ...departures,
});

/** What an ordinary instance says, with departures. */
export function reading(departures: Partial<InstanceReading> = {}): InstanceReading {
  return {
    software: 'mastodon',
    version: '4.5.1',
    name: 'A server',
    description: 'For people',
    languages: ['en'],
    registrations: 'open',
    figures: figuresOf({ users_total: 10, users_active_month: 4 }),
    rules: [ruleOf('Be kind')],
    rulesUnread: null,
    details: noDetails,
    class: 'community',
    quirks: [],
    notes: [],
    accountDomain: null,
    isPartlyRead: false,
    latencyMs: 12,
    network: null,
    ...departures,
  };
}

/** A successful visit, with departures. */
export function visitOf(host: string, visitedAt: string, departures: Partial<VisitRecord> = {}): VisitRecord {
  const at = new Date(visitedAt);
  return {
    host: hostName(host),
    visitedAt: at,
    outcome: 'up',
    detail: null,
    requests: 5,
    bytes: 1_000,
    durationMs: 50,
    status: 'up',
    nextVisitAt: new Date(at.getTime() + 22 * 3_600_000),
    consecutiveFailures: 0,
    movedTo: null,
    robots: null,
    instance: reading(),
    peers: null,
    namedHosts: [],
    ...departures,
  };
}

/** A visit that found nothing. */
export function failedVisit(
  host: string,
  visitedAt: string,
  departures: Partial<VisitRecord> = {},
): VisitRecord {
  return visitOf(host, visitedAt, {
    outcome: 'timed-out',
    status: 'failing',
    consecutiveFailures: 1,
    instance: null,
    ...departures,
  });
}
