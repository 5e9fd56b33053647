import type { InstanceDetails } from '../../db/model/instance-details.ts';
import type { Rule } from '../../db/model/rules.ts';
import { ruleOf } from './visit-records.ts';

/** Rules, documents and details of the servers that tests look at. Invented, as the servers are. */

/** What the largest server states beside its rules: all there is to state. */
export const commonsDetails: Partial<InstanceDetails> = {
  minimum_age: 16,
  contact_email: 'never-shown@brightwater-commons.net',
  contact_url: 'https://brightwater-commons.net/@keeper',
  source_url: 'https://code.brightwater-commons.net/mastodon',
  terms_url: 'https://brightwater-commons.net/terms-of-service',
  privacy_url: 'https://brightwater-commons.net/privacy-policy',
  features: {
    max_characters: 5_000,
    max_media_attachments: 4,
    upload_quota_bytes: 2_500_000_000,
    video: true,
    live_streaming: false,
    translation: true,
    search: true,
    nsfw: true,
    email_required: true,
    captcha: false,
    federation_limited: false,
    private: false,
  },
};

/** Details by which a server would like to do more than to be read. */
export const hostileDetails: Partial<InstanceDetails> = {
  reason_required: true,
  sign_up_message: '<img src=x onerror="document.title=\'taken\'"> \u202Edrawkcab <b>bold</b>',
  sign_up_url: 'javascript:document.title="taken"',
  contact_url: 'https://scriptmoor.net/?q="><script>document.title="taken"</script>',
  terms_url: 'http://scriptmoor.net/<b>terms</b>',
  privacy_url: 'https://somebody:secret@scriptmoor.net/privacy',
};
/** Rules of the largest server, with hints and translations. */
export const commonsRules = [
  {
    text: 'Be kind. Argue with what was said, never with who said it.',
    hint: 'Insults, slurs and mockery of a group are removed without warning. Criticism of ideas, people in office and this server is welcome.',
    language: 'en',
    translations: {
      fr: { text: 'Soyez bienveillants. Discutez de ce qui est dit, jamais de qui le dit.', hint: null },
      de: { text: 'Seid freundlich. Streitet über das Gesagte, nie über die Person.', hint: null },
    },
    document: null,
  },
  {
    text: 'No racism, sexism, homophobia, transphobia or ableism.',
    hint: null,
    language: 'en',
    translations: {},
    document: null,
  },
  {
    text: 'Put a content warning on gore, nudity and spoilers.',
    hint: 'Work that shows any of these is fine behind a warning, and never as an avatar or header.',
    language: 'en',
    translations: {},
    document: null,
  },
  {
    text: 'Say so when an account is run by a machine.',
    hint: null,
    language: 'en',
    translations: {},
    document: null,
  },
  {
    text: 'No advertising. Telling people about your own work is not advertising.',
    hint: null,
    language: 'en',
    translations: {},
    document: null,
  },
] as const;

const sensitive = 'Mark nudity, gore and spoilers as sensitive.';
const excellent = ruleOf('Be excellent to each other.');
const pictures = ruleOf('Describe your pictures for those who cannot see them.');
const noDoxxing = ruleOf('No doxxing: do not post addresses, telephone numbers or real names of others.');
const noSpam = ruleOf('No spam, no advertising and no automated posting without a clear label.');

/** One set of rules in three versions: added, removed, reworded and moved; then annotated. */
export const changingRules: Readonly<Record<'first' | 'second' | 'third', readonly Rule[]>> = {
  first: [
    excellent,
    ruleOf('No spam, no advertising and no automated posting.'),
    pictures,
    ruleOf('Posts are in English.'),
    { ...ruleOf(sensitive), hint: 'Use the flag, not a line of dots.' },
  ],
  second: [
    { ...ruleOf(sensitive), hint: 'Use the flag, not a line of dots.' },
    excellent,
    noSpam,
    pictures,
    noDoxxing,
  ],
  third: [
    {
      ...ruleOf(sensitive),
      hint: 'Use the flag, not a line of dots or a row of emoji.',
      translations: { fr: { text: 'Signalez nudité, sang et révélations.', hint: null } },
    },
    excellent,
    noSpam,
    pictures,
    noDoxxing,
  ],
};

const sidebar = (advertising: string) => `# Orchard of Links

Welcome. This is a place for links that somebody found worth reading to the end, and for the talk that follows. It is kept by four people who live in three countries, in the evenings and for nothing.

## What belongs here

Post what you have read yourself. Say in a sentence why it is worth an hour of somebody else. Old things are as welcome as new ones; a good map of 1890 beats a bad opinion of this morning.

- Titles are those of the page, without additions.
- One link a day and person is plenty.
- Pages that ask for money are fine when you say so.

## How we talk

Disagree with the text, the argument and the evidence, and leave the person alone. No racism, no sexism, no transphobia, no insults in the costume of a question. Who posts other people's private data is gone for good.

${advertising}

## Pictures

Describe pictures for those who cannot see them. Put nudity and violence behind a warning, and leave out what is only meant to shock.

## Machines

Accounts that post by themselves say so in their profile and in their name. Texts made by a language model are marked as such; whoever passes one off as their own is shown the door.

## When something goes wrong

Report it, and do not answer it. One of the four will look within a day, more often within an hour. We write to both sides before we do anything that lasts. You may appeal to the three who did not decide; their word is the last one.

Communities are opened on request, by people who have been here for a month. Each keeps its own rules beside these, which go before them.

Thank you for reading to the end. Very few do, and you are welcome here.`;

const asDocument = (document: NonNullable<Rule['document']>, text: string): Rule => ({
  ...ruleOf(text),
  document,
});

/** A long sidebar in two wordings, with legal information beside the newer one. */
export const orchardDocuments: Readonly<Record<'before' | 'now', readonly Rule[]>> = {
  before: [asDocument('sidebar', sidebar('Advertising is removed.'))],
  now: [
    asDocument('sidebar', sidebar('Advertising, affiliate links and giveaways are removed without a word.')),
    asDocument(
      'legal-information',
      'Kept by an association in Ghent. Content that is illegal in Belgium is deleted and, where the law asks for it, reported.',
    ),
  ],
};
