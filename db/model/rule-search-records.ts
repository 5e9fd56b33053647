import { z } from 'zod';
import { ruleTopics } from './rule-topics.ts';

/** The public records of rules over all servers, beside those of one server in `records.ts`. */

const count = z.number().int().nonnegative();
const topics = z.enum(ruleTopics);

/** A text that stands among the rules of one server or more, word for word. */
export const ruleTextRecord = z.object({
  text: z.string().describe('Word for word; the same letters in another case are another text.'),
  hint: z
    .string()
    .nullable()
    .describe(
      'Its longer explanation, as the first of `examples` has it, like language and topics; null: none.',
    ),
  language: z.string().nullable().describe('BCP 47 tag; null when not known.'),
  topics: z.array(topics).describe('What it is about, found by patterns.'),
  servers: count.describe(
    'Servers that are up or failing and have this text among their rules in force, as it was looked for.',
  ),
  examples: z
    .array(
      z.object({
        domain: z.string().describe('Host name in punycode, lower case.'),
        position: z.number().int().positive().describe('Place in its rules, from 1.'),
      }),
    )
    .describe('At most five of them: those with most active users that count, first.'),
});
/** See {@link ruleTextRecord}. */
export type RuleTextRecord = z.infer<typeof ruleTextRecord>;

/** How many servers have a rule on a topic, now and at the ends of past months. */
export const ruleTopicRecord = z.object({
  topic: topics,
  servers: count.describe('Servers that have a rule on it now.'),
  share: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('Of the servers whose rules are known (`meta.servers_known`); null when there are none.'),
  month_ends: z
    .array(
      z.object({
        day: z
          .string()
          .regex(/^\d{4}-\d{2}-\d{2}$/)
          .meta({ format: 'date', description: 'Last day of a month, UTC.' }),
        servers: count
          .nullable()
          .describe('Servers that had a rule on it when that day ended; null: no rules had been read yet.'),
      }),
    )
    .describe('The last twelve months that are over, the oldest first.'),
});
/** See {@link ruleTopicRecord}. */
export type RuleTopicRecord = z.infer<typeof ruleTopicRecord>;
