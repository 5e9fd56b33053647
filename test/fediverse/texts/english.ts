import type { LanguageStock } from './language.ts';

/** What servers in English say. */
export const english: LanguageStock = {
  rules: {
    hate: {
      texts: [
        'No racism, sexism, homophobia, transphobia or other hatred.',
        'Hate speech has no place here, whoever it is aimed at.',
      ],
      hint: 'This includes slurs, dog whistles and symbols. Joking about it is no excuse.',
    },
    harassment: {
      texts: ['Do not harass people.', 'No pile-ons, stalking or unwanted contact. "No" means no.'],
      hint: 'Calling on others to go after somebody counts as harassment too.',
    },
    illegal: {
      texts: [
        'No content that is illegal where this server stands.',
        'Do not post or link to anything unlawful.',
      ],
      hint: 'Such posts are removed without notice and, where the law demands it, reported.',
    },
    spam: {
      texts: ['No spam.', 'No bulk posting, no link farming, no unasked-for mentions.'],
      hint: 'Accounts made only to sell or to raise a search rank are closed.',
    },
    sensitive: {
      texts: [
        'Mark nudity, gore and other sensitive media as such.',
        'NSFW goes behind a content warning, always.',
      ],
      hint: 'Avatars and header images cannot be hidden, so keep them harmless.',
    },
    kindness: {
      texts: ['Be kind.', 'Treat each other the way you would at a friend’s dinner table.'],
      hint: 'Disagreement is fine. Contempt is not.',
    },
    privacy: {
      texts: ['No doxxing.', 'Do not share private details of other people without their consent.'],
      hint: 'Names, addresses, workplaces, screenshots of followers-only posts.',
    },
    bots: {
      texts: [
        'Bots must be marked as bots and post unlisted.',
        'Automated accounts are welcome if they say so and keep quiet.',
      ],
      hint: 'At most one public post an hour; name a person who answers for the bot.',
    },
    ai: {
      texts: [
        'Label images and texts made by AI.',
        'No generative AI content, and no scraping of posts for training.',
      ],
      hint: 'A word in the post or in the image description is enough.',
    },
    misinformation: {
      texts: [
        'Do not spread false or misleading information on purpose.',
        'No conspiracy theories, medical quackery or denial of atrocities.',
      ],
      hint: 'Mistakes happen; please correct them when they are pointed out.',
    },
    impersonation: {
      texts: ['Do not pretend to be somebody else.', 'Parody accounts must say that they are parody.'],
      hint: 'Also applies to companies and institutions.',
    },
    advertising: {
      texts: [
        'No advertising without asking first.',
        'Tell us about your own work by all means; paid promotion is not allowed.',
      ],
      hint: 'Small makers may link to their shop from the profile.',
    },
    'alt-text': {
      texts: ['Please describe your images.', 'Add alt text to media & captions to videos where you can.'],
      hint: 'People who use screen readers are part of this community.',
    },
    violence: {
      texts: ['No threats, and no glorifying of violence.', 'Calls for violence lead to a ban at once.'],
      hint: 'Reporting on violence is possible behind a content warning.',
    },
    minors: {
      texts: ['You must be at least 16 years old.', 'Adults only: 18+ to register.'],
      hint: 'We do not ask for papers, but we act on reports.',
    },
    language: {
      texts: ['English please, so that moderators can follow.', 'Set the language of your posts correctly.'],
      hint: 'The setting decides who sees a post and who can have it translated.',
    },
  },
  titles: ['{name}', '{name} Social', 'The {name} Community', 'Mastodon', 'Friends of {name}', '{name} 🌿'],
  descriptions: [
    'A small, friendly server for {theme}.',
    'Home of {theme}. Everybody who keeps to the rules is welcome.',
    '{name} is run by volunteers for {theme} & their friends.',
    'A community for {theme}, paid for by its members, without advertising and without tracking.',
  ],
  smallDescriptions: [
    'Personal server. Not much to see here.',
    'Single-user instance.',
    '',
    'Just me and my friends.',
  ],
  themes: [
    'gardeners and other patient people',
    'people who repair things',
    'tabletop gamers',
    'open source developers',
    'musicians',
    'everyone who lives by the lake',
    'historians and archivists',
    'cyclists',
    'artists',
    'science teachers',
    'night owls',
  ],
};
