import { expect, test } from 'vitest';
import { createTxtResolver } from '../../../crawler/net/txt-records.ts';
import { startNameServer } from './name-server.ts';

test('the pieces of a TXT record are one text, and a zone of many records is read up to a bound', async () => {
  const long = 'x'.repeat(600);
  await using server = await startNameServer((name) =>
    name.startsWith('_many.') ? Array(20).fill('a') : [long],
  );
  const txt = createTxtResolver({ nameServers: [server.address] });
  expect(await txt.resolve('_long.server.town')).toEqual({ ok: true, texts: [long] });
  expect(await txt.resolve('_many.server.town')).toMatchObject({ ok: true, texts: { length: 20 } });
  expect(server.questions).toContain('_long.server.town txt'.replace('txt', 'TXT'));
});

test('a name without a record, name servers that fail, and names that cannot be asked are told apart', async () => {
  await using server = await startNameServer((name) => {
    if (name.startsWith('none.')) return { code: 3 };
    if (name.startsWith('empty.')) return [];
    return name.startsWith('silent.') ? 'silence' : { code: 2 };
  });
  const txt = createTxtResolver({ nameServers: [server.address], timeoutMs: 300 });
  expect(await txt.resolve('none.server.town')).toMatchObject({ kind: 'not-found', code: 'ENOTFOUND' });
  expect(await txt.resolve('empty.server.town')).toMatchObject({ kind: 'not-found', code: 'ENODATA' });
  expect(await txt.resolve('broken.server.town')).toMatchObject({ ok: false, kind: 'failed' });
  expect(await txt.resolve('silent.server.town')).toMatchObject({ ok: false, kind: 'failed' });
  expect(await txt.resolve(`_fedicensus.${'a.'.repeat(125)}town`)).toMatchObject({ code: 'name-too-long' });
});
