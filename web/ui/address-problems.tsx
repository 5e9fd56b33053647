import { getTranslations } from 'next-intl/server';
import type { ParamProblem } from '../params/param.ts';

/** Which values of the address were not understood, and so left out; unknown names are nobody's concern. */
export async function AddressProblems({ problems }: { readonly problems: readonly ParamProblem[] }) {
  const t = await getTranslations('directory');
  const badValues = problems.filter(({ kind }) => kind === 'bad-value');
  if (badValues.length === 0) return null;
  return (
    <div role="status" className="mb-6 border-s-4 border-other-fill ps-4">
      <p>{t('problems')}</p>
      <ul lang="en" dir="ltr" className="mt-1 list-disc ps-5 text-small text-muted">
        {badValues.map(({ message }) => (
          <li key={message} className="[overflow-wrap:anywhere]">
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
