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
  return [...inOrder(subject, known)];
}

/** A function that says what a candidate has in common with the subject, and what that is worth; undefined: too little. */
function likenessOf(subject: Subject, surroundings: Surroundings) {
  // Servers are many, software and languages few.
  const purposesOfSoftware = remembered(purposesOf);
  const kindsOfTag = remembered(kindsOf);
  const purposes = purposesOf(subject.software);
  const spoken = subject.languages === null ? null : new Set(subject.languages.flatMap(kindsOf));
  const topics: ReadonlySet<RuleTopic> = new Set(namedTopics(subject));
  const size = sizeOf(subject, surroundings);
  return (candidate: Candidate): SimilarServer | undefined => {
    const isSameSoftware = candidate.software === subject.software;
    const shared = isSameSoftware
      ? purposes
      : purposesOfSoftware(candidate.software).filter((each) => purposes.includes(each));
    if (shared.length === 0 && !isSameSoftware) return undefined;
    const languages = candidate.languages?.filter((tag) => kindsOfTag(tag).some((kind) => spoken?.has(kind)));
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
    const all = topics.size + namedTopics(candidate).length - likeness.topics.length;
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

function remembered<Value>(find: (name: string) => Value): (name: string) => Value {
  const known = new Map<string, Value>();
  return (name) => {
    const value = known.get(name) ?? find(name);
    known.set(name, value);
    return value;
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

/** The highest score first, equals by the subject's lot. Lazily: most servers are never looked at, and their lots never drawn. */
function* inOrder<Each extends SimilarServer>(
  { domain }: Pick<Subject, 'domain'>,
  similar: readonly Each[],
): Generator<Each> {
  const byScore = similar.toSorted((left, right) => right.score - left.score);
  for (let first = 0; first < byScore.length; ) {
    let next = first + 1;
    while (byScore[next]?.score === byScore[first]?.score) next += 1;
    const equals = byScore.slice(first, next);
    const lots = new Map(equals.map((each) => [each, lotOf(domain, each.candidate.domain)]));
    yield* equals.toSorted((left, right) => ((lots.get(left) ?? '') < (lots.get(right) ?? '') ? -1 : 1));
    first = next;
  }
}

function oneADomain(similar: Iterable<SimilarServer>, limit: number): readonly SimilarServer[] {
  const taken = new Map<string, SimilarServer>();
  for (const each of similar) {
    // Names of listed hosts have been parsed before they were kept.
    const domain = registrableDomain(each.candidate.domain as HostName);
    if (!taken.has(domain)) taken.set(domain, each);
    if (taken.size >= limit) break;
  }
  return [...taken.values()];
}
