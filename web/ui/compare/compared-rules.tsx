import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import type { RuleInSet } from '../../../db/queries/rule-sets.ts';
import type { ComparedServer } from '../../data/compare.ts';
import { languageAttribute } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { alignRules, type TopicCell } from '../../portrait/rules-by-topic.ts';
import { FoldedText } from '../rules/folded-text.tsx';
import { splitText } from '../rules/split-text.ts';
import { CompareTable } from './compare-table.tsx';
import { noRuleTexts } from './no-rule-texts.ts';

interface Props {
  readonly locale: Locale;
  readonly servers: readonly ComparedServer[];
  /** Their names, as a list in the reader's language. */
  readonly names: string;
}

/** Longer rules, in UTF-16 code units, are folded after their beginning. */
const longRule = 280;
/** Of still longer ones the beginning is shown, and the way to the whole: they stand in many rows. */
const endlessRule = 1_500;

/** The rules of servers word for word, a row a topic; then those of no topic, and the topics on which nobody has a rule. */
export async function ComparedRules({ locale, servers, names }: Props) {
  const t = await getTranslations();
  const { rows, others, absent } = alignRules(servers.map(({ rules }) => rules));
  const cellsOf = (cells: readonly TopicCell[]) =>
    cells.flatMap((cell, index) => {
      const server = servers[index];
      return server === undefined
        ? []
        : [
            {
              content: <Cell locale={locale} cell={cell} of={server.instance} />,
              isShort: cell.kind !== 'rules',
            },
          ];
    });
  const all = servers.every(({ rules }) => rules.kind === 'rules');
  const topics = absent.map((topic) => t(`topics.names.${topic}`));
  return (
    <>
      {rows.length === 0 && others === null ? (
        <p>{t('compare.noTopics')}</p>
      ) : (
        <CompareTable
          caption={t('compare.rulesCaption', { servers: names })}
          rowTitle={t('compare.topic')}
          columns={servers.map(({ instance }) => instance)}
          rows={[
            ...rows.map(({ topic, cells }) => ({
              id: topic,
              name: t(`topics.names.${topic}`),
              cells: cellsOf(cells),
            })),
            ...(others === null ? [] : [{ id: 'other', name: t('compare.others'), cells: cellsOf(others) }]),
          ]}
        />
      )}
      {topics.length > 0 && (
        <p className="mt-6 max-w-prose text-muted">
          {t('compare.absent', {
            all: all ? 'yes' : 'no',
            topics: new Intl.ListFormat(locale).format(topics),
          })}
        </p>
      )}
    </>
  );
}

interface CellProps {
  readonly locale: Locale;
  readonly cell: TopicCell;
  readonly of: InstanceRecord;
}

async function Cell({ locale, cell, of }: CellProps) {
  const t = await getTranslations('compare');
  if (cell.kind !== 'rules') return <p className="text-muted italic">{t(noRuleTexts[cell.kind])}</p>;
  return (
    <ul className="grid gap-3">
      {cell.rules.map((rule) => (
        <li key={rule.position} className="min-w-0">
          <RuleText locale={locale} rule={rule} of={of} />
        </li>
      ))}
    </ul>
  );
}

interface RuleProps {
  readonly locale: Locale;
  readonly rule: RuleInSet;
  readonly of: InstanceRecord;
}

/** A rule with its hint. Of one that is very long, the beginning; of a document the name: where in it its topics stand, nobody knows. */
async function RuleText({ locale, rule, of }: RuleProps) {
  const t = await getTranslations();
  const { text, hint, language, document } = rule;
  const isWhole = text.length + (hint?.length ?? 0) <= (document === null ? endlessRule : longRule);
  return (
    <>
      {document !== null && <p className="font-bold">{t(`rules.documents.${document}`)}</p>}
      {isWhole && (
        <>
          <FoldedText text={text} language={language} maxLength={longRule} />
          {hint !== null && (
            <div className="mt-0.5 text-sm text-muted">
              <FoldedText text={hint} language={language} maxLength={longRule} />
            </div>
          )}
        </>
      )}
      {!isWhole && document === null && (
        <p
          dir="auto"
          lang={languageAttribute(language)}
          className="max-w-prose text-start whitespace-pre-line"
        >
          {`${splitText(text, longRule).beginning.trimEnd()} …`}
        </p>
      )}
      {!isWhole && (
        <p>
          {document !== null && `${t('compare.onDocument')} `}
          <a
            href={`/${locale}/servers/${of.domain}#rules`}
            aria-label={t('compare.readOnOf', { server: of.unicode_domain })}
            className="link inline-flex min-h-7 items-center"
          >
            {t('compare.readOn')}
          </a>
        </p>
      )}
    </>
  );
}
