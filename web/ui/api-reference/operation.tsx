import { getTranslations } from 'next-intl/server';
import type { AnswerPart } from '../../data/answer-fields.ts';
import type { ReferenceOperation, ReferenceParameter } from '../../data/api-reference.ts';
import { CodedText } from '../coded-text.tsx';
import { FieldRow } from '../field-row.tsx';
import { requestSamples } from './code-samples.ts';
import { Sample } from './sample.tsx';

/** One address: what it is for, what it takes, a request, and what it answers. */
export async function Operation({ operation }: { readonly operation: ReferenceOperation }) {
  const { id, path, summary, description, parameters, mediaType, parts, exampleUrl } = operation;
  const t = await getTranslations('apiReference');
  const isList = parts.some((part) => part.path !== '');
  const form = mediaType !== 'application/json' ? 'text' : isList ? 'list' : 'record';
  const [curl, ...others] = requestSamples(exampleUrl, form);
  const fieldCount = parts.reduce((sum, { fields }) => sum + fields.length, 0);
  return (
    <article id={id} aria-labelledby={`${id}-heading`} className="mt-16 first:mt-0">
      <h3
        id={`${id}-heading`}
        lang="en"
        dir="ltr"
        className="me-auto max-w-[32ch] text-2xl leading-tight font-bold"
      >
        {summary}
      </h3>
      <p className="mt-2 font-mono text-[0.95rem] [overflow-wrap:anywhere]" dir="ltr">
        <code className="me-2 font-bold text-count">GET</code>
        <code>{path}</code>
      </p>
      <p lang="en" dir="ltr" className="mt-4 me-auto max-w-prose">
        <CodedText text={description} />
      </p>
      {curl !== undefined && <Sample sample={curl} about={summary} className="mt-5" />}
      <details className="mt-4 border-b border-line">
        <summary className="min-h-11 py-2.5 font-semibold hover:underline">{t('otherLanguages')}</summary>
        <div className="grid gap-5 pt-1 pb-6">
          {others.map((sample) => (
            <Sample key={sample.language} sample={sample} about={summary} isNamed />
          ))}
        </div>
      </details>
      <details className="border-b border-line">
        <summary className="min-h-11 py-2.5 font-semibold hover:underline">
          {t('parameters', { count: parameters.length })}
        </summary>
        <Parameters parameters={parameters} />
      </details>
      <details className="border-b border-line">
        <summary className="min-h-11 py-2.5 font-semibold hover:underline">
          {fieldCount === 0 ? t('answerType', { type: mediaType }) : t('fields', { count: fieldCount })}
        </summary>
        {parts.map((part) => (
          <Part key={part.path} part={part} />
        ))}
      </details>
    </article>
  );
}

async function Parameters({ parameters }: { readonly parameters: readonly ReferenceParameter[] }) {
  const t = await getTranslations('apiReference');
  if (parameters.length === 0) return <p className="pb-4 text-muted">{t('noParameters')}</p>;
  return (
    <dl className="pt-1 pb-6">
      {parameters.map((parameter) => (
        <Parameter key={parameter.name} parameter={parameter} />
      ))}
    </dl>
  );
}

async function Parameter({ parameter }: { readonly parameter: ReferenceParameter }) {
  const { name, isInPath, isRepeatable, type, description, values, byDefault, range, sample } = parameter;
  const t = await getTranslations('apiReference');
  const said = [
    range === null ? null : t('range', range),
    byDefault === null ? null : t('default', { value: byDefault }),
    sample === null ? null : t('sample', { value: sample }),
  ].filter((words) => words !== null);
  const kind = (
    <>
      <TypeName type={type} />
      {isInPath && ` · ${t('inPath')}`}
      {isRepeatable && ` · ${t('repeatable')}`}
    </>
  );
  return (
    <FieldRow name={name} kind={kind} description={description} values={values}>
      {said.length > 0 && <span className="figures block text-small text-muted">{said.join(' · ')}</span>}
    </FieldRow>
  );
}

/** A type as the description for programs writes it, in every language the same. */
function TypeName({ type }: { readonly type: string }) {
  return (
    <code dir="ltr" className="font-mono">
      {type}
    </code>
  );
}

async function Part({ part: { path, record, fields } }: { readonly part: AnswerPart }) {
  const t = await getTranslations('apiReference');
  return (
    <div className="pt-1 pb-6">
      {path !== '' && (
        <h4 className="pt-2 pb-2.5 font-text text-body font-bold">
          {path === 'meta' ? t('inMeta') : t('inData', { record: record ?? path })}
        </h4>
      )}
      <dl>
        {fields.map(({ name, type, ...field }) => (
          <FieldRow key={name} name={name} kind={<TypeName type={type} />} {...field} />
        ))}
      </dl>
    </div>
  );
}
