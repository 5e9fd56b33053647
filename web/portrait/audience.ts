import type { InstanceRecord } from '../../db/model/records.ts';
import type { Size } from '../../db/model/server-size.ts';
import { isYoung, type Surroundings, sizeOf } from '../chooser/candidate.ts';
import { type Purpose, purposesOf } from '../chooser/purposes.ts';

/** What a software is made for, as the sentence tells it: one purpose, or the several of one family together. */
export const audiencePurposes = {
  shortPosts: ['short-posts'],
  forums: ['forums'],
  photos: ['photos'],
  videos: ['videos'],
  audio: ['audio'],
  books: ['books'],
  blogs: ['blogs'],
  events: ['events'],
  /** Friendica. */
  postsAndEvents: ['short-posts', 'events'],
  /** Hubzilla and its relatives. */
  everything: ['short-posts', 'blogs', 'events'],
} as const satisfies Readonly<Record<string, readonly Purpose[]>>;

/** One of {@link audiencePurposes}. */
export type AudiencePurpose = keyof typeof audiencePurposes;

/** What is known of a server's age: `found` with the census's beginning, `young`, or `seen` first on a later day. */
export type KnownAge = 'found' | 'young' | 'seen';

/** Whom a server is for, as keys and values of the sentence that says so (`server.audience`). */
export interface Audience {
  /** Which sentence: by the class of the server. */
  readonly key: InstanceRecord['class'];
  /** Which of languages and purpose are known. */
  readonly shape: 'both' | 'languages' | 'purpose' | 'neither';
  readonly purpose: AudiencePurpose | 'none';
  /** BCP 47 tags; empty when not stated. */
  readonly languages: readonly string[];
  readonly size: Size | 'unknown';
  /** Active within a month; 0 when `size` is unknown. */
  readonly people: number;
  readonly mode: NonNullable<InstanceRecord['registrations']> | 'unknown';
  readonly age: KnownAge;
  /** What would belong into the sentence, had the server stated it. */
  readonly unstated: readonly ('languages' | 'people' | 'signUp')[];
}

/**
 * Says whom a server is for, from what it states. Figures that do not count are not repeated, nor is a way in to what nobody
 * looks after. Null for a server that is gone or has moved: it is for nobody any more. Pure.
 */
export function audienceOf(instance: InstanceRecord, surroundings: Surroundings): Audience | null {
  const { status, quarantine, unattended_since, registrations } = instance;
  if (status === 'gone' || status === 'moved') return null;
  const languages = instance.languages ?? [];
  const purpose = purposeOf(instance.software);
  const size = quarantine === null ? sizeOf(counted(instance), surroundings) : null;
  return {
    key: instance.class,
    shape: shapeOf(languages.length > 0, purpose !== 'none'),
    ...{ purpose, languages },
    size: size ?? 'unknown',
    people: size === null ? 0 : (instance.users_active_month ?? 0),
    mode: unattended_since === null ? (registrations ?? 'unknown') : 'unknown',
    age: ageOf(instance, surroundings),
    unstated: unstatedBy(instance),
  };
}

/** Of relays, bridges and blogs nobody expects it. */
function unstatedBy({
  class: kind,
  languages,
  users_active_month,
  registrations,
}: InstanceRecord): Audience['unstated'] {
  if (kind !== 'community') return [];
  return [
    ...((languages ?? []).length === 0 ? (['languages'] as const) : []),
    ...(users_active_month === null ? (['people'] as const) : []),
    ...(registrations === null ? (['signUp'] as const) : []),
  ];
}

/** What is known of a server's age. */
export function ageOf(
  { first_seen_at }: Pick<InstanceRecord, 'first_seen_at'>,
  surroundings: Pick<Surroundings, 'now' | 'foundUntil'>,
): KnownAge {
  const firstSeenAt = new Date(first_seen_at);
  if (surroundings.foundUntil === null || firstSeenAt <= surroundings.foundUntil) return 'found';
  return isYoung({ firstSeenAt }, surroundings) ? 'young' : 'seen';
}

function shapeOf(hasLanguages: boolean, hasPurpose: boolean): Audience['shape'] {
  if (hasLanguages) return hasPurpose ? 'both' : 'languages';
  return hasPurpose ? 'purpose' : 'neither';
}

function purposeOf(software: string): AudiencePurpose | 'none' {
  const made = purposesOf(software).join(' ');
  const names = Object.keys(audiencePurposes) as readonly AudiencePurpose[];
  return names.find((name) => audiencePurposes[name].join(' ') === made) ?? 'none';
}

function counted({ users_active_month }: InstanceRecord) {
  return { usersActiveMonth: users_active_month };
}
