import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { HostName } from '../../../db/model/host-name.ts';
import { proofPath, proofRecordName, proofText } from '../../../db/model/removal.ts';

interface Props {
  readonly host: HostName;
  readonly token: string;
}

/** The two things of which one must be published, to be copied as they stand. */
export async function ProofToPublish({ host, token }: Props) {
  const t = await getTranslations('removal.waiting');
  return (
    <>
      <p className="max-w-prose text-large">{t('text')}</p>
      <div className="mt-6 grid gap-8">
        <Way heading={t('dnsHeading')}>
          <Part term={t('recordName')} value={proofRecordName(host)} />
          <Part term={t('recordType')} value="TXT" />
          <Part term={t('recordValue')} value={proofText(token)} />
        </Way>
        <Way heading={t('fileHeading')}>
          <Part term={t('fileAddress')} value={`https://${host}${proofPath}`} />
          <Part term={t('fileLine')} value={proofText(token)} />
        </Way>
      </div>
    </>
  );
}

function Way({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <div>
      <h3 className="text-2xl font-bold">{heading}</h3>
      <dl className="mt-3 grid gap-3 border-s-4 border-count-fill bg-surface px-4 py-3">{children}</dl>
    </div>
  );
}

function Part({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <div>
      <dt className="text-small text-muted">{term}</dt>
      <dd dir="ltr" className="font-mono text-[0.95rem] break-all">
        {value}
      </dd>
    </div>
  );
}
