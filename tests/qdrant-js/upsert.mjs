// Reads a file of upserts, one a line: node upsert.mjs URL FILE IN_FLIGHT
// For every line on standard input sends them all and prints [milliseconds it took, milliseconds of processor time of this process meanwhile].
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { QdrantClient } from '@qdrant/js-client-rest';

const [url, file, inFlight] = process.argv.slice(2);
const client = new QdrantClient({ url, checkCompatibility: false });
const upserts = readFileSync(file, 'utf8').split('\n').filter((line) => line).map((line) => JSON.parse(line));

async function send() {
  let next = 0;
  const worker = async () => {
    while (next < upserts.length) {
      const { points } = upserts[next++];
      await client.upsert('passages', { wait: true, ordering: 'strong', timeout: 60, points });
    }
  };
  await Promise.all(Array.from({ length: Number(inFlight) }, worker));
}

for await (const _ of createInterface({ input: process.stdin })) {
  const processor = process.cpuUsage();
  const started = performance.now();
  await send();
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(processor);
  console.log(JSON.stringify([wall, (user + system) / 1000]));
}
