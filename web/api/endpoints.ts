import type { Endpoint } from './endpoint.ts';
import { annotations } from './routes/annotations.ts';
import { archive } from './routes/archive.ts';
import { exportFiles } from './routes/export-files.ts';
import { health } from './routes/health.ts';
import { instance } from './routes/instance.ts';
import { instanceHistory } from './routes/instance-history.ts';
import { instanceRules } from './routes/instance-rules.ts';
import { instanceRulesChanges } from './routes/instance-rules-changes.ts';
import { instanceRulesHistory } from './routes/instance-rules-history.ts';
import { instances } from './routes/instances.ts';
import { network } from './routes/network.ts';
import { software } from './routes/software.ts';

/** Every address of the API but its own description, `/api/v1/openapi.json`. */
export const endpoints: readonly Endpoint[] = [
  health,
  instances,
  instance,
  instanceRules,
  instanceRulesHistory,
  instanceRulesChanges,
  instanceHistory,
  network,
  software,
  archive,
  annotations,
  exportFiles,
];
