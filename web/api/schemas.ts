import { annotationRecord } from '../../db/model/annotations.ts';
import {
  churnRecord,
  concentrationRecord,
  facetRecord,
  lorenzPoint,
  panelRecord,
  survivalRecord,
  versionRecord,
  vitalRecord,
} from '../../db/model/growth-records.ts';
import { countryRecord, languageRecord } from '../../db/model/part-records.ts';
import {
  archiveRecord,
  instanceRecord,
  networkRecord,
  ruleRecord,
  ruleSetChangesRecord,
  snapshotRecord,
  softwareRecord,
} from '../../db/model/records.ts';
import { ruleTextRecord, ruleTopicRecord } from '../../db/model/rule-search-records.ts';

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
  concentration: concentrationRecord.meta({
    id: 'ConcentrationDay',
    description: 'How unevenly active users are spread over servers on one UTC day.',
  }),
  lorenzPoint: lorenzPoint.meta({ id: 'LorenzPoint', description: 'A point of a Lorenz curve.' }),
  panel: panelRecord.meta({
    id: 'PanelDay',
    description: 'How the same servers grew between two UTC days.',
  }),
  vital: vitalRecord.meta({ id: 'VitalDay', description: 'Who came and went on one finished UTC day.' }),
  survival: survivalRecord.meta({
    id: 'SurvivalCohort',
    description: 'How long the servers live that were first observed in one month.',
  }),
  churn: churnRecord.meta({
    id: 'ChurnMonth',
    description: 'Who came and went in one month, among servers of one size.',
  }),
  facet: facetRecord.meta({
    id: 'FacetDay',
    description: 'One UTC day of the servers that have one value of a facet.',
  }),
  version: versionRecord.meta({
    id: 'VersionDay',
    description: 'One UTC day of one release series of a software.',
  }),
  language: languageRecord.meta({
    id: 'Language',
    description: 'A language with the servers that state it.',
  }),
  country: countryRecord.meta({
    id: 'Country',
    description: 'A country with the servers whose host network is registered in it.',
  }),
  ruleText: ruleTextRecord.meta({
    id: 'RuleText',
    description: 'A text that stands among the rules of one server or more, word for word.',
  }),
  ruleTopic: ruleTopicRecord.meta({
    id: 'RuleTopic',
    description: 'How many servers have a rule on a topic, now and at the ends of past months.',
  }),
  annotation: annotationRecord.meta({
    id: 'Annotation',
    description: 'Something that a reader of charts has to know, with its days.',
  }),
} as const;
