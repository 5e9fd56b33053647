import { getTranslations } from 'next-intl/server';
import { outageHoursAtLeast } from '../../../db/model/annotations.ts';
import { uptimeDays, visitSpeaksForHours } from '../../../db/model/uptime.ts';
import { carriedDays } from '../../../db/queries/counted-days.ts';
import { policyFacts } from '../policy/policy-facts.ts';

const items = ['up', 'failing', 'gone', 'peers', 'outage', 'uptime'] as const;

/** When servers are asked, when they are gone, and what their uptime is, with the numbers that the crawler goes by. */
export async function TimeRules() {
  const t = await getTranslations('methodTime.items');
  const values = {
    ...policyFacts,
    ...{ carriedDays, uptimeDays, speaksForHours: visitSpeaksForHours, outageHours: outageHoursAtLeast },
  };
  return (
    <ul className="figures max-w-prose">
      {items.map((item) => (
        <li key={item} id={`time-${item}`} className="border-b border-line py-3 first:pt-0">
          {t(item, values)}
        </li>
      ))}
    </ul>
  );
}
