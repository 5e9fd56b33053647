import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { describeApi } from '../../../web/api/openapi.ts';

/** Rules that do not hold here, with the reason; every other one does. */
const switchedOff = {
  // The reference has our order: what most readers come for is first.
  'tags-alphabetical': 'off',
  // Records are described field by field; a value made up for each would say nothing more.
  'scalar-property-missing-example': 'off',
  // Texts come from servers and may be empty.
  'required-string-property-missing-min-length': 'off',
  // It knows one media type for all answers; ours has another for problems (RFC 9457) and for pictures.
  'response-mime-type': 'off',
  // Parameters are called as the fields of records that they look at.
  'boolean-parameter-prefixes': 'off',
  // `api`, `v1` and `network` are no collections.
  'path-segment-plural': 'off',
} as const;

const siteUrl = 'https://census.invalid/';

async function findingsOf(description: object): Promise<readonly string[]> {
  const config = await createConfig({ extends: ['all'], rules: switchedOff });
  const source = JSON.stringify(description);
  const problems = await lintFromString({ source, absoluteRef: '/openapi.json', config });
  return problems.map(
    ({ severity, ruleId, message, location }) =>
      `${severity} ${ruleId}: ${message} (${location[0]?.pointer ?? ''})`,
  );
}

test.for([null, 'census@brightwater-commons.net', 'https://brightwater-commons.net/census'])(
  'a linter with all its rules finds nothing in the description, contact %o',
  async (contact) => {
    const findings = await findingsOf(describeApi({ siteUrl, contact }));
    // A contact is the operator's to give.
    const expected = contact === null ? [expect.stringContaining(' info-contact: ')] : [];
    expect(findings).toEqual(expected);
  },
);

test('the linter would find what is wrong', async () => {
  const description = describeApi({ siteUrl, contact: 'census@brightwater-commons.net' });
  const { get } = description.paths['/api/v1/network'] ?? {};
  const wrong = { ...get, summary: undefined, tags: ['nowhere'], responses: {} };
  const findings = await findingsOf({ ...description, paths: { '/api/v1/network': { get: wrong } } });
  for (const rule of ['operation-summary', 'operation-tag-defined', 'operation-2xx-response'])
    expect(findings.join('\n')).toContain(` ${rule}: `);
});
