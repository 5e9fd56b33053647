import { getTranslations } from 'next-intl/server';
import { type MovingFact, movingFacts } from '../../chooser/moving.ts';
import { OutboundLink } from '../outbound-link.tsx';
import { softwareName } from '../software-name.ts';

/** Which software lets accounts move with their followers, each with where its project says so. */
export async function MovingTable() {
  const t = await getTranslations('firstSteps.moving');
  return (
    <table className="w-full border-collapse text-body">
      <caption className="sr-only">{t('caption')}</caption>
      <thead>
        <tr className="border-b-2 border-ink text-start">
          <th scope="col" className="py-2 pe-4 text-start">
            {t('software')}
          </th>
          <th scope="col" className="py-2 text-start">
            {t('followers')}
          </th>
        </tr>
      </thead>
      <tbody>
        {movingFacts.map(({ family, moves, source }) => (
          <tr key={family} className="border-b border-line align-baseline">
            <th scope="row" className="py-1.5 pe-4 text-start font-semibold">
              {softwareName(family)}
            </th>
            <td className="py-1.5">
              {t(answers(moves))} <OutboundLink raw={source} text={t('source')} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function answers(moves: MovingFact['moves']) {
  return moves === null ? 'unclear' : moves ? 'yes' : 'no';
}
