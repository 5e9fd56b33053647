import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { pseudoMessage, pseudoMessages } from '../../../web/i18n/pseudo-messages.ts';

test.for([
  ['Hello {name}', '⟦Héļļö {name}~~~⟧'],
  ['Read <link>this</link>', '⟦Réàð <link>ţĥîš</link>~~~~⟧'],
  [
    '{count, plural, one {# server} other {# servers}}',
    '⟦{count,plural,one{# šéŕṽéŕ} other{# šéŕṽéŕš}}~~~~⟧',
  ],
  ['abcdefghij klmnopqrst uvwxyzabc', '⟦àƀçðéƒĝĥîĵ ķļɱñöþǫŕšţ ûṽŵẋýžàƀç~~~~~~~~ ~~~~~⟧'],
  ['{day, date, long}', '⟦{day, date, long}⟧'],
] as const)('%j becomes %j', ([text, expected]) => {
  expect(pseudoMessage(text)).toBe(expected);
});

test('what was a message still is one, with its quoted signs', () => {
  const messages = pseudoMessages({
    a: { b: 'A brace ' + "'{'" + ' and {n, plural, =0 {none} one {# rule} other {# rules}}' },
  });
  const t = createTranslator({ locale: 'en', messages: messages as never }) as unknown as (
    key: string,
    values: object,
  ) => string;
  expect(t('a.b', { n: 2 })).toBe('⟦A ƀŕàçé { àñð 2 ŕûļéš~~~~~~~~⟧');
});
