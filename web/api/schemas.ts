import { annotationRecord } from '../../db/model/annotations.ts';
import {
  archiveRecord,
  instanceRecord,
  networkRecord,
  ruleRecord,
  ruleSetChangesRecord,
  snapshotRecord,
  softwareRecord,
} from '../../db/model/records.ts';

/** The public records under the names that the API's description gives them. */
export const schemas = {
  instance: instanceRecord.meta({ id: 'Instance', description: 'A server: what it said most recently.' }),
  rule: ruleRecord.meta({ id: 'Rule', description: 'One rule of one server during one span of time.' }),
  ruleSetChanges: ruleSetChangesRecord.meta({
    id: 'RuleSetChanges',
    description: 'One set of rules of one server, and what changed in it.',
  }),
  snapshot: snapshotRecord.meta({ id: 'Snapshot', description: 'What one server reported on one UTC day.' }),
  network: networkRecord.meta({ id: 'NetworkDay', description: 'One UTC day of the whole network.' }),
  software: softwareRecord.meta({ id: 'SoftwareDay', description: 'One UTC day of one software.' }),
  archive: archiveRecord.meta({
    id: 'ArchiveDay',
    description: "One day of somebody else's history; never added to our own counts.",
  }),
  annotation: annotationRecord.meta({
    id: 'Annotation',
    description: 'Something that a reader of charts has to know, with its days.',
  }),
} as const;
