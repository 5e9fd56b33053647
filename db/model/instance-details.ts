/**
 * What a server lets its members do, as far as it says. Each is a number in the unit of its name, or yes or no.
 * `max_characters`: of one post. `federation_limited`: it exchanges posts with chosen servers only. `private`: what is
 * written there is shown to members only. `nsfw`: adult content is admitted.
 */
export const featureNames = [
  'max_characters',
  'max_media_attachments',
  'upload_quota_bytes',
  'video',
  'live_streaming',
  'translation',
  'search',
  'downvotes',
  'nsfw',
  'community_creation',
  'email_required',
  'captcha',
  'federation_limited',
  'private',
] as const;

/** One of {@link featureNames}. */
export type FeatureName = (typeof featureNames)[number];

/** Features that a server states; what is absent is not stated. */
export type Features = Readonly<Partial<Record<FeatureName, number | boolean>>>;

/**
 * What an instance says about itself beside name, description, languages and the mode of registration; null: it does
 * not say. Kept as one JSON document, in the words of the public record. Addresses are kept and never fetched: they
 * are absolute http or https URLs of at most 2,048 characters without user or password.
 */
export interface InstanceDetails {
  /** Whether somebody who applies must give a reason. */
  readonly reason_required: boolean | null;
  /** In years. */
  readonly minimum_age: number | null;
  /** What it tells those who cannot sign up, or ask to; plain text. */
  readonly sign_up_message: string | null;
  /** Where one signs up, when it is not the server's own page. */
  readonly sign_up_url: string | null;
  /** Kept for the operator of the census, who may have to write; in no record, page or export. */
  readonly contact_email: string | null;
  /** The page of the person who answers for the server. */
  readonly contact_url: string | null;
  readonly icon_url: string | null;
  readonly thumbnail_url: string | null;
  /** Where the source of its software is. */
  readonly source_url: string | null;
  readonly terms_url: string | null;
  readonly privacy_url: string | null;
  /** UTC day since which nobody looks after it (FEP-e4de): not a place to sign up. */
  readonly unattended_since: string | null;
  readonly features: Features;
}

/** What a server that says nothing has. */
export const noDetails: InstanceDetails = {
  reason_required: null,
  minimum_age: null,
  sign_up_message: null,
  sign_up_url: null,
  contact_email: null,
  contact_url: null,
  icon_url: null,
  thumbnail_url: null,
  source_url: null,
  terms_url: null,
  privacy_url: null,
  unattended_since: null,
  features: {},
};
