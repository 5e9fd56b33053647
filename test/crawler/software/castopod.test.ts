import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNodeInfo2 } from '../../../crawler/nodeinfo/nodeinfo2.ts';
import { castopod } from '../../../crawler/software/castopod.ts';
import { answering } from '../../support/answering.ts';

/** Shape: ad-aures/castopod, NodeInfo2Controller.php. */
const documentOf = (name: unknown) => ({
  version: '1.0',
  server: { baseUrl: 'https://pod.social/', name, software: 'Castopod', version: '1.13.5' },
  protocols: ['activitypub'],
  openRegistrations: false,
  usage: { users: { total: 4, activeMonth: 1, activeHalfyear: 2 }, localPosts: 33 },
});

async function aboutOf(name: unknown) {
  const reading = parseNodeInfo2(documentOf(name), 'pod.social');
  if (!reading.ok) throw new Error(reading.reason);
  const { ask, asked } = answering({});
  const about = await castopod.readAbout(ask, reading.value);
  expect(asked).toEqual([]);
  return about;
}

test('its name is written as for a web page, and read as a person would', async () => {
  expect(await aboutOf('Pod &amp; Co &#039;24')).toMatchObject({
    name: "Pod & Co '24",
    description: null,
    registrations: 'closed',
    rules: { kind: 'unread', reason: 'not-offered' },
  });
});

test.for([[''], [null], [7], [undefined]] as const)('a server named %j has no name', async ([name]) => {
  expect((await aboutOf(name)).name).toBeNull();
});

test('no name makes it throw', async () => {
  await fc.assert(fc.asyncProperty(fc.jsonValue(), async (value) => void (await aboutOf(value))));
});
