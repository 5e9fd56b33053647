import { type HostName, registrableDomain } from '../../db/model/host-name.ts';
import type { RuleTopic } from '../../db/model/rule-topics.ts';
import { type Size, sizes } from '../../db/model/server-size.ts';
import { type Candidate, isYoung, type Surroundings, sizeOf } from './candidate.ts';
import { isEligible } from './eligible.ts';
import { kindsOf } from './fit.ts';
import { lotOf } from './lot.ts';
import { type Purpose, purposesOf } from './purposes.ts';

/** The server that others are compared with; it need not be one that could be joined. */
export type Subject = Pick<
  Candidate,
  'domain' | 'software' | 'languages' | 'usersActiveMonth' | 'ruleTopics' | 'firstSeenAt'
>;

/** What a server has in common with the subject. */
export interface Likeness {
  readonly purposes: readonly Purpose[];
  /** As the other one writes them. */
  readonly languages: readonly string[];
  /** Topics that both have a rule on. */
  readonly topics: readonly RuleTopic[];
  readonly isSameSoftware: boolean;
  readonly isSameSize: boolean;
}

/** A server that is like the subject. */
export interface SimilarServer {
  readonly candidate: Candidate;
  readonly likeness: Likeness;
  /** Sum of the weights of what they have in common, above 0. */
  readonly score: number;
}

/**
 * What counts for likeness: that the same people can read and write there, that the same conduct is asked of them, that it is
 * about as large; the software least, since whom it is made for is asked already.
 */
export const likenessWeights = { languages: 3, topics: 3, size: 2, software: 1, ruleText: 0.5 } as const;
/** Rules in the same words beyond this number make two servers no more alike: they are of one template. */
const mostTextsThatCount = 4;
/** Beside the purpose so many of language, topics, size and software must be shared. */
const fewestInCommon = 2;

/**
 * Lists the servers that are most like one, the most alike first: made for the same, in a language that both name where both
 * name any. Candidates are eligible as in the chooser; giants, tiny and young servers only where the subject is one itself.
 * One server a registrable domain, so that nobody fills the list with hosts of one's own. Equals are put into an order by the
 * subject's lot. Pure; one walk through the candidates.
 */
export function similarServers(
  subject: Subject,
  candidates: readonly Candidate[],
  surroundings: Surroundings,
  limit: number,
): readonly SimilarServer[] {
  const likenessTo = likenessOf(subject, surroundings);
  const size = sizeOf(subject, surroundings);
  const sameSize = size === null ? {} : { sizes: [size] };
  const isYoungWanted = isYoung(subject, surroundings);
  const alike = candidates.flatMap((candidate): SimilarServer | readonly SimilarServer[] => {
    if (candidate.domain === subject.domain) return [];
    if (!isEligible(candidate, sameSize, { surroundings, isYoungWanted })) return [];
    return likenessTo(candidate) ?? [];
  });
  return oneADomain(inOrder(subject, alike), limit);
}

/**
 * Puts similar servers into a new order, by the rules that they have in the same words as the subject. Pure.
 *
 * @param sharedTexts of each host, by its id; hosts without any may be missing.
 */
export function byRuleTexts(
  subject: Pick<Subject, 'domain'>,
  similar: readonly SimilarServer[],
  sharedTexts: ReadonlyMap<number, number>,
): readonly (SimilarServer & { readonly sharedTexts: number })[] {
  const known = similar.map((each) => {
    const shared = sharedTexts.get(each.candidate.hostId) ?? 0;
    const score = each.score + Math.min(shared, mostTextsThatCount) * likenessWeights.ruleText;
    return { ...each, score, sharedTexts: shared };
  });
  return inOrder(subject, known);
}

/** A function that says what a candidate has in common with the subject, and what that is worth; undefined: too little. */
function likenessOf(subject: Subject, surroundings: Surroundings) {
  const purposes = purposesOf(subject.software);
  const spoken = subject.languages === null ? null : new Set(subject.languages.flatMap(kindsOf));
  const topics: ReadonlySet<RuleTopic> = new Set(namedTopics(subject));
  const size = sizeOf(subject, surroundings);
  return (candidate: Candidate): SimilarServer | undefined => {
    const isSameSoftware = candidate.software === subject.software;
    const shared = isSameSoftware
      ? purposes
      : purposesOf(candidate.software).filter((each) => purposes.includes(each));
    if (shared.length === 0 && !isSameSoftware) return undefined;
    const languages = candidate.languages?.filter((tag) => kindsOf(tag).some((kind) => spoken?.has(kind)));
    const isOtherLanguage = spoken !== null && languages !== undefined && languages.length === 0;
    if (isOtherLanguage) return undefined;
    const likeness = {
      ...{ purposes: shared, languages: spoken === null ? [] : (languages ?? []), isSameSoftware },
      topics: candidate.ruleTopics.filter((topic) => topics.has(topic)),
      isSameSize: size !== null && sizeOf(candidate, surroundings) === size,
    };
    const inCommon = [
      likeness.languages.length > 0,
      likeness.topics.length > 0,
      isSameSoftware,
      likeness.isSameSize,
    ];
    if (inCommon.filter(Boolean).length < fewestInCommon) return undefined;
    const all = new Set([...topics, ...namedTopics(candidate)]).size;
    return {
      candidate,
      likeness,
      score:
        (likeness.languages.length > 0 ? likenessWeights.languages : 0) +
        (all === 0 ? 0 : (likeness.topics.length / all) * likenessWeights.topics) +
        sizeCloseness(size, sizeOf(candidate, surroundings)) * likenessWeights.size +
        (isSameSoftware ? likenessWeights.software : 0),
    };
  };
}

/** "Other" says nothing of what a rule is about. */
function namedTopics({ ruleTopics }: Pick<Candidate, 'ruleTopics'>): readonly RuleTopic[] {
  return ruleTopics.filter((topic) => topic !== 'other');
}

/** 1: of one size; a half: of neighbouring sizes; 0: further apart, or not stated. */
function sizeCloseness(first: Size | null, second: Size | null): number {
  if (first === null || second === null) return 0;
  return Math.max(0, 1 - Math.abs(sizes.indexOf(first) - sizes.indexOf(second)) / 2);
}

/** The highest score first, equals by the subject's lot. */
function inOrder<Each extends SimilarServer>(
  { domain }: Pick<Subject, 'domain'>,
  similar: readonly Each[],
): readonly Each[] {
  // Lots are drawn where they are needed: most servers have a score of their own.
  const lots = new Map<string, string>();
  const lot = (name: string) => {
    const drawn = lots.get(name) ?? lotOf(domain, name);
    lots.set(name, drawn);
    return drawn;
  };
  return similar.toSorted(
    (left, right) =>
      right.score - left.score || (lot(left.candidate.domain) < lot(right.candidate.domain) ? -1 : 1),
  );
}

function oneADomain(similar: readonly SimilarServer[], limit: number): readonly SimilarServer[] {
  const taken = new Map<string, SimilarServer>();
  for (const each of similar) {
    if (taken.size >= limit) break;
    // Names of listed hosts have been parsed before they were kept.
    const domain = registrableDomain(each.candidate.domain as HostName);
    if (!taken.has(domain)) taken.set(domain, each);
  }
  return [...taken.values()];
}
