import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from '@ts-morph/common';
import { expect, test } from 'vitest';

/** Attributes that are read by people, or to them. */
const spokenAttributes =
  /^(?:title|alt|placeholder|label|summary|aria-(?:label|description|roledescription|valuetext))$/;
/** What stands in these is code or a name, the same in every language. */
const untranslated = new Set(['code', 'kbd', 'samp', 'pre']);
/** A word: two letters of any script, one after the other. */
const word = /\p{L}{2,}/u;

/** Texts that a component writes itself, in place of a message: a line each, with its place. */
function hardCodedTexts(path: string, source: string): readonly string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const report = (node: import('@ts-morph/common').ts.Node, text: string) => {
    if (!word.test(text)) return;
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path}:${line + 1} ${text.trim()}`);
  };
  const visit = (node: import('@ts-morph/common').ts.Node): void => {
    if (ts.isJsxElement(node) && untranslated.has(node.openingElement.tagName.getText())) return;
    if (ts.isJsxText(node)) report(node, node.text);
    // {'a text'} and {`a text ${value}`} among the children; in an attribute they are looked at below.
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) reportStrings(node.expression);
    if (ts.isJsxAttribute(node) && spokenAttributes.test(node.name.getText())) {
      const { initializer } = node;
      reportStrings(
        initializer !== undefined && ts.isJsxExpression(initializer) ? initializer.expression : initializer,
      );
    }
    ts.forEachChild(node, visit);
  };
  const reportStrings = (expression: import('@ts-morph/common').ts.Node | undefined): void => {
    if (expression === undefined) return;
    if (ts.isStringLiteral(expression)) report(expression, expression.text);
    if (ts.isNoSubstitutionTemplateLiteral(expression)) report(expression, expression.text);
    if (ts.isTemplateExpression(expression)) {
      report(expression, expression.head.text);
      for (const { literal } of expression.templateSpans) report(expression, literal.text);
    }
    if (ts.isConditionalExpression(expression)) {
      reportStrings(expression.whenTrue);
      reportStrings(expression.whenFalse);
    }
  };
  visit(file);
  return found;
}

test.for([
  ['<p>Some text</p>', ['a.tsx:1 Some text']],
  ["<p>{isOpen ? 'Open' : t('closed')}</p>", ['a.tsx:1 Open']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: source text.
  ['<p>{`${count} servers`}</p>', ['a.tsx:1 servers']],
  ['<button aria-label="Close" title={t("close")} className="wide">×</button>', ['a.tsx:1 Close']],
  ['<p>{t("text")} · <code>robots.txt</code></p>', []],
] as const)('%s: %j', ([source, expected]) => {
  expect(hardCodedTexts('a.tsx', source)).toEqual(expected);
});

test('every text of a page stands in the messages', () => {
  const root = join(import.meta.dirname, '../..');
  const paths = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'web'], {
    cwd: root,
  })
    .toString()
    .split('\n')
    .filter((path) => path.endsWith('.tsx') && existsSync(join(root, path)));
  expect(paths.length).toBeGreaterThan(100);
  expect(paths.flatMap((path) => hardCodedTexts(path, readFileSync(join(root, path), 'utf8')))).toEqual([]);
});
