import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { knownRule, ruleAnchor } from './quarantine-anchor.ts';

interface Props {
  /** As it stands in a record. */
  readonly rule: string;
  readonly children: ReactNode;
}

/** Leads to what a quarantine rule refuses and why; to all of them for a rule that this release does not know. */
export async function QuarantineLink({ rule, children }: Props) {
  const known = knownRule(rule);
  const anchor = known === undefined ? 'quarantine' : ruleAnchor(known);
  return (
    <a href={`/${await getLocale()}/method#${anchor}`} className="link">
      {children}
    </a>
  );
}
