import type { Endpoint } from './endpoint.ts';
import { annotations } from './routes/annotations.ts';
import { archive } from './routes/archive.ts';
import { exportFiles } from './routes/export-files.ts';
import { facet } from './routes/facet.ts';
import { health } from './routes/health.ts';
import { instance } from './routes/instance.ts';
import { instanceBadge, instanceBadgeImage } from './routes/instance-badges.ts';
import { instanceHistory } from './routes/instance-history.ts';
import { instanceRules } from './routes/instance-rules.ts';
import { instanceRulesChanges } from './routes/instance-rules-changes.ts';
import { instanceRulesHistory } from './routes/instance-rules-history.ts';
import { instances } from './routes/instances.ts';
import { network } from './routes/network.ts';
import { networkChurn } from './routes/network-churn.ts';
import { networkConcentration } from './routes/network-concentration.ts';
import { networkPanel } from './routes/network-panel.ts';
import { countries, languages } from './routes/network-parts.ts';
import { networkSurvival } from './routes/network-survival.ts';
import { networkVital } from './routes/network-vital.ts';
import { oneSoftware } from './routes/one-software.ts';
import { ruleTopicList } from './routes/rule-topics.ts';
import { rules } from './routes/rules.ts';
import { software } from './routes/software.ts';
import { softwareVersions } from './routes/software-versions.ts';
import { suggestions } from './routes/suggestions.ts';

/** Every address of the API but its own description, `/api/v1/openapi.json`. */
export const endpoints: readonly Endpoint[] = [
  health,
  instances,
  suggestions,
  instance,
  instanceRules,
  instanceRulesHistory,
  instanceRulesChanges,
  instanceHistory,
  instanceBadge,
  instanceBadgeImage,
  rules,
  ruleTopicList,
  network,
  networkConcentration,
  networkPanel,
  networkVital,
  networkSurvival,
  networkChurn,
  software,
  oneSoftware,
  softwareVersions,
  facet,
  languages,
  countries,
  archive,
  annotations,
  exportFiles,
];
