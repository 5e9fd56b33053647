import { getTranslations } from 'next-intl/server';
import { CodeBlock } from '../policy/code-block.tsx';
import { Contact } from '../policy/contact.tsx';
import { robotsTxtExample } from '../policy/crawler-policy.ts';
import { Section } from '../section.tsx';

/** What keeps the crawler out without this page. */
export async function OtherWays() {
  const t = await getTranslations('crawler');
  const heading = (await getTranslations('removal'))('otherHeading');
  return (
    <Section id="other" heading={heading}>
      <div className="grid max-w-prose gap-5">
        <p>{t('outRobots')}</p>
        <CodeBlock text={robotsTxtExample} />
        <p>{t('outHeader')}</p>
        <Contact />
      </div>
    </Section>
  );
}

const effects = ['all', 'sums', 'caches', 'back'] as const;

/** What is deleted, what stays, how soon, and that there is no way back. */
export async function RemovalEffect() {
  const t = await getTranslations('removal');
  return (
    <Section id="effect" heading={t('effectHeading')}>
      <ul className="grid max-w-prose gap-3">
        {effects.map((effect) => (
          <li key={effect} className="border-b border-line pb-3">
            {t(`effect.${effect}`)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
