import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DotFieldFigure } from '../../charts/figure/dot-field-figure.tsx';
import { dotField } from '../../charts/state/dot-field.ts';
import type { DirectoryData } from '../../data/directory.ts';
import type { Locale } from '../../i18n/locales.ts';
import { AddressProblems } from '../address-problems.tsx';
import { SelectField } from '../directory/select-field.tsx';
import { ServerRow } from '../directory/server-row.tsx';
import { EmptyField } from '../empty-field.tsx';
import { NumberTable } from '../growth/number-table.tsx';
import { ShareBar } from '../home/share-bar.tsx';
import { HostField } from '../host-field.tsx';
import { HostLabel } from '../host-label.tsx';
import { OutboundLink } from '../outbound-link.tsx';
import { FoldedText } from '../rules/folded-text.tsx';
import { RuleTopics } from '../rules/rule-topics.tsx';

interface PartProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** A component under its name. */
function Part({ name, children }: PartProps) {
  return (
    <div className="min-w-0 border-b border-line py-6">
      <h3 className="mb-3 font-text text-small font-bold text-muted">{name}</h3>
      {children}
    </div>
  );
}

/** Buttons and links in every state; the second and third are shown without anybody's pointer or keyboard. */
export async function Controls() {
  const t = await getTranslations('style');
  const states = [
    { state: undefined, text: t('states.rest') },
    { state: 'hover', text: t('states.hover') },
    { state: 'focus', text: t('states.focus') },
  ] as const;
  return (
    <>
      {(['button-main', 'button-plain'] as const).map((name) => (
        <Part key={name} name={name}>
          <p className="flex flex-wrap gap-5">
            {states.map(({ state, text }) => (
              <button key={text} type="button" data-shown={state} className={name}>
                {text}
              </button>
            ))}
          </p>
        </Part>
      ))}
      <Part name="link">
        <p className="flex flex-wrap gap-5">
          {states.map(({ state, text }) => (
            <a
              key={text}
              href="#controls"
              data-shown={state}
              className="link inline-flex min-h-9 items-center"
            >
              {text}
            </a>
          ))}
        </p>
      </Part>
      <Part name="OutboundLink, HostLabel">
        <p>
          <OutboundLink raw="https://www.w3.org/TR/activitypub/" text="ActivityPub" />
        </p>
        <p>
          <HostLabel unicode="bücher.example" punycode="xn--bcher-kva.example" />
        </p>
      </Part>
      <Part name="RuleTopics">
        <RuleTopics topics={['spam', 'privacy', 'generative-ai']} />
      </Part>
    </>
  );
}

/** Fields at rest, with the focus, refused, switched off. */
export async function Fields() {
  const t = await getTranslations('style');
  return (
    <>
      <Part name="input">
        <div className="grid gap-5 sm:grid-cols-2">
          {(['rest', 'focus', 'disabled'] as const).map((state) => (
            <div key={state}>
              <label htmlFor={`field-${state}`} className="font-semibold">
                {t(`states.${state}`)}
              </label>
              <input
                id={`field-${state}`}
                type="text"
                defaultValue={t('sample')}
                data-shown={state === 'focus' ? 'focus' : undefined}
                disabled={state === 'disabled'}
                className="mt-1"
              />
            </div>
          ))}
        </div>
      </Part>
      <Part name="SelectField">
        <div className="max-w-sm">
          <SelectField
            name="select"
            label={t('states.rest')}
            any={t('any')}
            chosen={undefined}
            options={[{ value: 'sample', text: t('sample') }]}
          />
        </div>
      </Part>
      <Part name="HostField">
        <HostField
          id="field-invalid"
          label={t('states.invalid')}
          submit={t('states.rest')}
          value="not a name"
          problem={t('problem')}
        />
      </Part>
    </>
  );
}

interface ContentProps {
  readonly locale: Locale;
  readonly directory: Pick<DirectoryData, 'instances' | 'largest'>;
}

/** What pages are made of: notice, fold, table, figures, empty state, a server in a list. */
export async function Content({ locale, directory }: ContentProps) {
  const t = await getTranslations('style');
  const dots = [980, 420, 230, 110, 64, 40, 22, 15, 9, 6, 4, 3, 2, 2, 1, 1].map((activeUsers, index) => ({
    domain: `server-${index + 1}.example`,
    activeUsers,
    isAnswering: index % 5 !== 3,
  }));
  const people = dots.reduce((sum, { activeUsers }) => sum + activeUsers, 0);
  const [row] = directory.instances;
  return (
    <>
      <Part name="AddressProblems">
        <AddressProblems
          problems={[{ kind: 'bad-value', name: 'topic', message: '"topic" is "kittens".' }]}
        />
      </Part>
      <Part name="FoldedText">
        <FoldedText text={t('longText')} language={locale} maxLength={160} words={[t('markedWord')]} />
      </Part>
      <Part name="NumberTable, ShareBar">
        <NumberTable
          caption={t('tableCaption')}
          headColumn={t('tableHead')}
          columns={[t('tableNumber')]}
          rows={dots.slice(0, 4).map(({ domain, activeUsers }) => ({
            key: domain,
            head: domain,
            cells: [new Intl.NumberFormat(locale).format(activeUsers)],
            bar: activeUsers / people,
          }))}
        />
        <ShareBar part={3} whole={4} />
      </Part>
      <Part name="DotFieldFigure">
        <DotFieldFigure
          locale={locale}
          wide={dotField(dots, { length: 900, breadth: 260, smallestRadius: 3 })}
          narrow={dotField(dots, { length: 360, breadth: 300, smallestRadius: 3 })}
          servers={dots.length}
          people={people}
        />
      </Part>
      <Part name="EmptyField">
        <EmptyField label={t('empty')} />
      </Part>
      <Part name="ServerRow">
        {row === undefined ? (
          <p>{t('noServer')}</p>
        ) : (
          <ol className="border-t-2 border-ink">
            <ServerRow locale={locale} instance={row} largest={directory.largest} />
          </ol>
        )}
      </Part>
    </>
  );
}
