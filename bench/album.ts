/** What the album costs: a listing beside bare servers of the same bytes, an upload beside a bare writer. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '@weapp-samples/testkit';
import { albumEnv } from './album/settings';
import { buildApp } from './lib/build';
import { load } from './lib/load';
import { alternate } from './lib/median';
import { ratioTable } from './lib/ratio-table';
import { type SpawnedServer, spawnServer } from './lib/spawn-server';

const rounds = 5;
const connections = 32;
const photos = 100;
const uploadBytes = 1_000_000;
const listPath = '/applet/album/list';
const uploadPath = '/applet/album/upload';

/** Lists 100 photos, uploads files of 1 MB, and prints both beside bare servers. */
export async function run(): Promise<void> {
  const main = buildApp('album');
  const folder = await tempDir('bench');
  try {
    await benchList(folder.path, main);
    await benchUpload(folder.path, main);
  } finally {
    await folder.remove();
  }
}

/** A server and what stands behind it. */
interface Started {
  readonly server: SpawnedServer;
  readonly behind?: SpawnedServer;
}

const peer = (kind: string, path: string) =>
  spawnServer(join(__dirname, 'album', 'peers.cjs'), { args: [kind, path] });

async function album(main: string, behind: Promise<SpawnedServer>): Promise<Started> {
  const cos = await behind;
  const app = join(__dirname, 'lib', 'compiled-app.cjs');
  return { server: await spawnServer(app, { args: [main], env: albumEnv(cos.url) }), behind: cos };
}

const standIn = (dataDir: string) =>
  spawnServer(join(__dirname, 'album', 'cos-server.ts'), { args: [dataDir] });

/** A form with one JPEG, as wx.uploadFile sends it. */
function uploadForm(bytes: number): { body: Buffer; headers: Record<string, string> } {
  const photo = Buffer.alloc(bytes, 'photo');
  photo.set([0xff, 0xd8, 0xff, 0xe0]);
  const boundary = '----bench-boundary';
  const disposition = 'Content-Disposition: form-data; name="image"; filename="a.jpg"';
  const head = `--${boundary}\r\n${disposition}\r\nContent-Type: image/jpeg\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), photo, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { body, headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` } };
}

async function benchList(folder: string, main: string): Promise<void> {
  const { server, behind } = await album(main, standIn(join(folder, 'list')));
  const file = join(folder, 'list.json');
  await writeFile(file, await fillAlbum(server.url));
  const bare = await peer('node', file);
  const koa = await peer('koa', file);
  const ask =
    ({ url }: SpawnedServer) =>
    async () =>
      (await load({ url: url + listPath, connections, seconds: 4 })).requestsPerSecond;
  const base = 'node:http, the same bytes';
  const candidates = { [base]: ask(bare), Koa: ask(koa), 'the album': ask(server) };
  const rows = await alternate(candidates, rounds);
  await Promise.all([bare, koa, server, behind].map((each) => each?.stop()));
  console.log(`## GET /list, ${photos} photos, ${connections} connections\n`);
  console.log(`${ratioTable(rows, { unit: 'requests/s', base })}\n`);
}

/** Uploads the photos and returns the bytes of the listing. */
async function fillAlbum(url: string): Promise<Buffer> {
  const { body, headers } = uploadForm(2000);
  const upload = { url: url + uploadPath, method: 'POST', headers, body } as const;
  await load({ ...upload, amount: photos, connections: 10, warmUpSeconds: 0 });
  const listing = Buffer.from(await (await fetch(url + listPath)).arrayBuffer());
  const { data } = JSON.parse(listing.toString());
  if (data.length !== photos) throw new Error(`the album lists ${data.length} photos`);
  return listing;
}

async function benchUpload(folder: string, main: string): Promise<void> {
  const peaks = new Map<string, number>();
  const candidate = (name: string, start: (dir: string) => Promise<Started>) => async () => {
    const { megabytes, peakRssBytes } = await uploadTo(join(folder, 'upload'), start);
    peaks.set(name, Math.max(peakRssBytes, peaks.get(name) ?? 0));
    return megabytes;
  };
  const base = 'node:http, the body to disk';
  const servers: Record<string, (dir: string) => Promise<Started>> = {
    [base]: async (dir) => ({ server: await peer('writer', dir) }),
    'the album, to a COS that only takes the bytes': (dir) => album(main, peer('sink', dir)),
    'the album, to the COS stand-in on the same cores': (dir) => album(main, standIn(dir)),
  };
  const candidates = Object.entries(servers).map(([name, start]) => [name, candidate(name, start)]);
  const rows = await alternate(Object.fromEntries(candidates), rounds);
  console.log(`## POST /upload, ${uploadBytes / 1e6} MB each, ${connections} connections\n`);
  console.log(`${ratioTable(rows, { unit: 'MB/s', base })}\n`);
  for (const [name, bytes] of peaks) {
    console.log(`- peak memory, ${name}: ${Math.round(bytes / 1e6)} MB`);
  }
}

/** A round in a new folder with new processes: what the last one left would count in the next. */
async function uploadTo(dir: string, start: (dir: string) => Promise<Started>) {
  await mkdir(dir);
  const { server, behind } = await start(dir);
  const form = uploadForm(uploadBytes);
  const request = { url: server.url + uploadPath, method: 'POST', connections, ...form } as const;
  const { requestsPerSecond } = await load({ ...request, seconds: 4 });
  const { peakRssBytes } = await server.stop();
  await behind?.stop();
  await rm(dir, { recursive: true });
  return { megabytes: (requestsPerSecond * uploadBytes) / 1e6, peakRssBytes };
}
