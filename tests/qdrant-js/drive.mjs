// Drives a server with Qdrant's own client and asserts what comes back: node drive.mjs http://127.0.0.1:PORT
// Prints a line for each part that held; the first that does not ends it with an error.
import assert from 'node:assert/strict';
import { QdrantClient } from '@qdrant/js-client-rest';

const client = new QdrantClient({ url: process.argv[2] });
const collection = 'js passages';
const uuid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const points = [
  { id: uuid(1), vector: { dense: [0.9, 0.1, 0, 0.1], bm25: { indices: [613153351, 156908512], values: [1.5, 1] } },
    payload: { release_id: 'r1', ordinal: 0, published_at: '2024-01-25T00:00:00Z', issuer: 'cica' } },
  { id: uuid(2), vector: { dense: [0.8, 0.3, 0.1, 0], bm25: { indices: [156908512, 802574768], values: [1.5, 1] } },
    payload: { release_id: 'r1', ordinal: 1, published_at: '2024-01-25T00:00:00Z', issuer: 'cica' } },
  { id: uuid(3), vector: { dense: [0.1, 0.9, 0.1, 0], bm25: { indices: [802574768, 11], values: [1.5, 1] } },
    payload: { release_id: 'r2', ordinal: 0, published_at: '2024-08-02T00:00:00Z', issuer: 'cica' } },
  { id: 7, vector: { dense: [0, 0, 1, 0] }, payload: { release_id: 'r3', ordinal: 0, issuer: 'acme' } },
];
const ids = (found) => found.map((point) => point.id);
const match = (key, value) => ({ must: [{ key, match: { value } }] });

async function part(name, run) {
  await run();
  console.log(`held: ${name}`);
}

async function refused(promise, status, words) {
  await assert.rejects(promise, (error) => {
    assert.equal(error.status, status, String(error));
    assert.match(JSON.stringify(error.data ?? error.message), words);
    return true;
  });
}

await part('version', async () => assert.equal((await client.versionInfo()).title, 'qdrant - vector search engine'));

await part('collection', async () => {
  assert.deepEqual(await client.collectionExists(collection), { exists: false });
  assert.equal(await client.createCollection(collection, {
    vectors: { dense: { size: 4, distance: 'Cosine' } },
    sparse_vectors: { bm25: { modifier: 'idf' } },
    metadata: { model: 'm', dim: 4 },
  }), true);
  await refused(client.createCollection(collection, { vectors: { size: 4, distance: 'Cosine' } }), 409, /already exists/);
  for (const [field_name, field_schema] of [['release_id', 'keyword'], ['issuer', 'keyword'], ['published_at', 'datetime']]) {
    assert.equal((await client.createPayloadIndex(collection, { field_name, field_schema, wait: true })).status, 'completed');
  }
  await client.updateCollection(collection, { metadata: { dim: null, schema: 1 } });
  const info = await client.getCollection(collection);
  assert.deepEqual(info.config.metadata, { model: 'm', schema: 1 });
  assert.equal(info.payload_schema.published_at.data_type, 'datetime');
  assert.deepEqual((await client.getCollections()).collections, [{ name: collection }]);
});

await part('upsert', async () => {
  assert.equal((await client.upsert(collection, { points, ordering: 'strong' })).status, 'completed');
  assert.equal((await client.upsert(collection, { points })).status, 'completed');
  assert.equal((await client.count(collection)).count, 4);
  await client.upsert(collection, {
    points: [{ ...points[0], payload: { release_id: 'r9' } }],
    update_filter: match('release_id', 'other'),
  });
  assert.equal((await client.count(collection, { filter: match('release_id', 'r9') })).count, 0);
});

await part('retrieve', async () => {
  const found = await client.retrieve(collection, { ids: [7, uuid(55), uuid(1)], with_vector: ['bm25'] });
  assert.deepEqual(ids(found), [7, uuid(1)]);
  assert.deepEqual(found[1].vector.bm25, { indices: [156908512, 613153351], values: [1, 1.5] });
  assert.equal(found[1].payload.release_id, 'r1');
});

const dense = { query: [0.9, 0.2, 0, 0.1], using: 'dense', limit: 20 };
const sparse = { query: { indices: [613153351, 156908512], values: [1, 1] }, using: 'bm25', limit: 20 };

await part('query', async () => {
  const nearest = (await client.query(collection, { ...dense, limit: 2, with_payload: ['ordinal'] })).points;
  assert.deepEqual(ids(nearest), [uuid(1), uuid(2)]);
  assert.ok(Math.abs(nearest[0].score - 0.99423945) < 1e-6);
  assert.deepEqual(nearest[0].payload, { ordinal: 0 });
  assert.deepEqual(ids((await client.query(collection, sparse)).points), [uuid(1), uuid(2)]);
  const hybrid = (await client.query(collection, { prefetch: [dense, sparse], query: { rrf: { k: 60, weights: [1, 2] } }, limit: 3 })).points;
  assert.deepEqual(ids(hybrid), [uuid(1), uuid(2), uuid(3)]);
  assert.ok(Math.abs(hybrid[0].score - (1 / 60 + 1 / 59.5)) < 1e-6);
  const dated = { must: [{ key: 'published_at', range: { gte: '2024-06-01T00:00:00Z' } }] };
  assert.deepEqual(ids((await client.query(collection, { prefetch: [dense, sparse], query: { fusion: 'rrf' }, filter: dated })).points), [uuid(3)]);
  const [first, second] = await client.queryBatch(collection, { searches: [{ ...dense, limit: 1 }, { ...sparse, limit: 1 }] });
  assert.deepEqual([ids(first.points), ids(second.points)], [[uuid(1)], [uuid(1)]]);
  const { groups } = await client.queryGroups(collection, { ...dense, group_by: 'release_id', group_size: 1, limit: 2 });
  assert.deepEqual(groups.map((group) => group.id), ['r1', 'r2']);
});

await part('filters', async () => {
  const count = async (filter) => (await client.count(collection, { filter })).count;
  assert.equal(await count({ must: [{ key: 'issuer', match: { any: ['acme', 'beta'] } }] }), 1);
  assert.equal(await count({ must_not: [{ key: 'issuer', match: { value: 'cica' } }] }), 1);
  assert.equal(await count({ must: [{ is_empty: { key: 'published_at' } }] }), 1);
  assert.equal(await count({ should: [{ has_id: [7] }, { key: 'ordinal', range: { gt: 0 } }] }), 2);
  assert.equal(await count({ must: [{ has_vector: 'bm25' }] }), 3);
  assert.deepEqual((await client.facet(collection, { key: 'issuer' })).hits, [{ value: 'cica', count: 3 }, { value: 'acme', count: 1 }]);
});

await part('scroll', async () => {
  const seen = [];
  let offset;
  do {
    const page = await client.scroll(collection, { limit: 3, offset, with_payload: false });
    seen.push(...ids(page.points));
    offset = page.next_page_offset;
  } while (offset !== null);
  assert.deepEqual(seen, [7, uuid(1), uuid(2), uuid(3)]);
  const newest = await client.scroll(collection, { limit: 1, order_by: { key: 'published_at', direction: 'desc' } });
  assert.deepEqual(ids(newest.points), [uuid(3)]);
});

await part('payload and batch', async () => {
  await client.setPayload(collection, { payload: { tag: 'x' }, filter: match('release_id', 'r1') });
  assert.equal((await client.count(collection, { filter: match('tag', 'x') })).count, 2);
  await client.deletePayload(collection, { keys: ['tag'], points: [uuid(1)] });
  const outcome = await client.batchUpdate(collection, {
    operations: [{ upsert: { points: [{ id: 8, vector: {}, payload: { release_id: 'r8' } }] } }, { delete: { points: [8] } }],
  });
  assert.deepEqual(outcome.map((each) => each.status), ['completed', 'completed']);
  assert.equal((await client.count(collection, { filter: match('tag', 'x') })).count, 1);
});

await part('aliases', async () => {
  const actions = (name) => ({ actions: [{ create_alias: { collection_name: name, alias_name: 'js-alias' } }] });
  await client.updateCollectionAliases(actions(collection));
  assert.equal((await client.count('js-alias')).count, 4);
  await client.createCollection('js-next', { vectors: { dense: { size: 4, distance: 'Cosine' } } });
  await client.updateCollectionAliases(actions('js-next'));
  assert.equal((await client.count('js-alias')).count, 0);
  assert.deepEqual((await client.getAliases()).aliases, [{ alias_name: 'js-alias', collection_name: 'js-next' }]);
  assert.equal(await client.deleteCollection('js-alias'), false);
});

await part('delete', async () => {
  await client.delete(collection, { wait: true, filter: match('release_id', 'r1') });
  await client.delete(collection, { wait: true, points: [7, uuid(99)] });
  assert.equal((await client.count(collection)).count, 1);
  assert.equal(await client.deleteCollection('js-next'), true);
});

await part('errors', async () => {
  await refused(client.upsert(collection, { points: [{ id: 1, vector: { dense: [1, 2] } }] }), 400, /expected dim: 4, got 2/);
  await refused(client.upsert(collection, { points: [{ id: 'abc', vector: {} }] }), 400, /not a valid point ID/);
  await refused(client.query('none', { query: [1] }), 404, /doesn't exist/);
  await refused(client.scroll(collection, { limit: 0 }), 422, /must be 1 or larger/);
  // of Retry-After this client keeps the first digit only, so the wait must have one
  await client.createCollection('js-strict', { vectors: { size: 1, distance: 'Dot' }, strict_mode_config: { enabled: true, read_rate_limit: 12 } });
  for (let i = 0; i < 12; i++) {
    await client.query('js-strict', { query: [1] });
  }
  await assert.rejects(client.query('js-strict', { query: [1] }), (error) => error.retry_after === 5 || assert.fail(`retry after ${error.retry_after}: ${error}`));
});
