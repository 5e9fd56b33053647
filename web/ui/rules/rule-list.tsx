import { getTranslations } from 'next-intl/server';
import type { RuleInSet } from '../../../db/queries/rule-sets.ts';
import { FoldedText } from './folded-text.tsx';
import { RuleItem } from './rule-item.tsx';
import { RuleTopics } from './rule-topics.tsx';

interface Props {
  readonly rules: readonly RuleInSet[];
  /** Level of the headings of documents, below the heading that stands above the list. */
  readonly level: 3 | 4;
}

/** Documents of more UTF-16 code units are folded after their beginning. */
const longDocument = 1_500;

/** A set of rules in the server's order: single rules numbered, documents as running text under their name. */
export function RuleList({ rules, level }: Props) {
  return (
    <div className="grid gap-8">
      {runsOf(rules).map(([first, ...others]) =>
        first.document === null ? (
          <ol key={first.position} className="grid gap-0 border-t border-line">
            {[first, ...others].map((rule) => (
              <RuleItem key={rule.position} rule={rule} />
            ))}
          </ol>
        ) : (
          <RuleDocument key={first.position} rule={first} name={first.document} level={level} />
        ),
      )}
    </div>
  );
}

interface DocumentProps {
  readonly rule: RuleInSet;
  readonly name: NonNullable<RuleInSet['document']>;
  readonly level: 3 | 4;
}

async function RuleDocument({ rule, name, level }: DocumentProps) {
  const t = await getTranslations('rules');
  const Heading = `h${level}` as const;
  return (
    <div className="border-t border-line pt-4">
      <Heading className="mb-2 text-2xl leading-snug font-bold tracking-tight">
        {t(`documents.${name}`)}
      </Heading>
      <FoldedText text={rule.text} language={rule.language} maxLength={longDocument} />
      <RuleTopics topics={rule.topics} />
    </div>
  );
}

/** Single rules that follow each other, and every document by itself. */
function runsOf(rules: readonly RuleInSet[]): readonly (readonly [RuleInSet, ...RuleInSet[]])[] {
  const runs: [RuleInSet, ...RuleInSet[]][] = [];
  for (const rule of rules) {
    const last = runs.at(-1);
    if (rule.document === null && last?.[0].document === null) last.push(rule);
    else runs.push([rule]);
  }
  return runs;
}
