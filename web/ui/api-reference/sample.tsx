import { getTranslations } from 'next-intl/server';
import { CodeRegion } from '../code-region.tsx';
import { type CodeSample, sampleLanguages } from './code-samples.ts';

interface Props {
  readonly sample: CodeSample;
  /** What the lines do; with the language it tells this region from every other one of the page. */
  readonly about: string;
  /** Whether the language stands above. @default false */
  readonly isNamed?: boolean;
  readonly className?: string;
}

/** Lines in one language that can be run as they stand. */
export async function Sample({ sample: { language, text }, about, isNamed = false, className = '' }: Props) {
  const t = await getTranslations('apiReference');
  const name = sampleLanguages[language];
  return (
    <div className={`min-w-0 ${className}`.trimEnd()}>
      {isNamed && <p className="mb-1.5 text-small font-bold text-muted">{name}</p>}
      <CodeRegion name={t('sampleName', { language: name, about })} text={text} language={language} />
    </div>
  );
}
