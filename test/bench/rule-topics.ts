import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { detectLanguage } from '../../crawler/language/detect.ts';
import { classifyRule } from '../../crawler/rule-topics/classify.ts';
import { type RuleTopic, ruleTopics } from '../../db/model/rule-topics.ts';
import { hasSharedData, readShared } from '../support/shared-data.ts';
import { evaluateTopics, precisionOf, recallOf } from '../support/topic-evaluation.ts';
import { type Benchmark, type BenchmarkFigure, compared, medianMs } from './benchmark.ts';

/** What the classifier is meant to reach over all topics (crawler/rule-topics/README.md). */
const goal = { precision: 0.9, recall: 0.85 } as const;
const folder = join(import.meta.dirname, '../../crawler/rule-topics');

/** A rule of the sample with the topics that it was given by hand. */
interface LabelledRule {
  readonly text: string;
  readonly topics: readonly RuleTopic[];
}

/**
 * The classifier of rules on 300 rules labelled by hand (precision and recall by topic and over all), on 150 others
 * that were labelled when its patterns were final (`check`), and its speed beside one pass of a single word over the same texts. The rules themselves are other people's and are not ours to
 * give away: they are read from the corpus beside the project, and nothing is measured without it.
 */
export const ruleTopicsBenchmark: Benchmark = {
  name: 'rule-topics',
  run: async () => {
    if (!hasSharedData) {
      process.stderr.write('bench: rule-topics skipped, ../shared/data is not there\n');
      return [];
    }
    const sample = readLabelled('labelled-sample.csv');
    const check = readLabelled('labelled-check.csv');
    return [
      ...agreement('rule-topics', sample),
      // Over all only: 150 rules say little about a single topic.
      ...agreement('rule-topics.check', check).filter(({ baseline }) => baseline !== null),
      await speed(sample.map(({ text }) => text)),
    ];
  },
};

function agreement(name: string, sample: readonly LabelledRule[]): readonly BenchmarkFigure[] {
  const { byTopic, total } = evaluateTopics(
    sample.map(({ text, topics }) => ({
      labelled: topics,
      found: classifyRule({ text, hint: null, language: detectLanguage(text) }).map(({ topic }) => topic),
    })),
  );
  const figures = [...byTopic].flatMap(([topic, counts]) => {
    const shares = [
      [`${name}.precision.${topic}`, precisionOf(counts)],
      [`${name}.recall.${topic}`, recallOf(counts)],
    ] as const;
    return shares.flatMap(([figure, value]) =>
      value === null || counts.labelled === 0
        ? []
        : [{ name: figure, value: Number(value.toFixed(3)), unit: 'share', baseline: null, ratio: null }],
    );
  });
  return [
    ...figures,
    compared(`${name}.precision`, 'share', precisionOf(total) ?? 0, goal.precision),
    compared(`${name}.recall`, 'share', recallOf(total) ?? 0, goal.recall),
  ];
}

async function speed(texts: readonly string[]): Promise<BenchmarkFigure> {
  const { taskMs, baselineMs } = await medianMs(
    7,
    () => {
      for (const text of texts) classifyRule({ text, hint: null, language: null });
    },
    () => {
      for (const text of texts) /\bspam\b/iu.test(text);
    },
  );
  const perSecond = (ms: number) => texts.length / (ms / 1_000);
  return compared('rule-topics.rules-per-second', 'rules/s', perSecond(taskMs), perSecond(baselineMs));
}

/** Reads the labels and the texts that they belong to; a text that is not the labelled one is a mistake of ours. */
function readLabelled(file: string): readonly LabelledRule[] {
  const corpus = readRows(gunzipSync(readShared('mastodon-rules-2024.csv.gz')));
  return readRows(readFileSync(join(folder, file))).map(({ row, sha256, topics }) => {
    const text = corpus[Number(row) - 1]?.rule ?? '';
    if (
      !createHash('sha256')
        .update(text)
        .digest('hex')
        .startsWith(sha256 ?? '?')
    ) {
      throw new Error(`row ${row} of the corpus is not the rule that was labelled`);
    }
    return { text, topics: readTopics(topics ?? '') };
  });
}

function readTopics(list: string): readonly RuleTopic[] {
  return list.split(/[ ;|]+/u).map((name) => {
    const topic = ruleTopics.find((known) => known === name);
    if (topic === undefined) throw new Error(`no topic is called ${name}`);
    return topic;
  });
}

const readRows = (bytes: Buffer) =>
  parse<Readonly<Record<string, string>>>(bytes, { columns: true, bom: true });
