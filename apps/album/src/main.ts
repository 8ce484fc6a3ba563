/** Starts the album: puts settings, COS, sessions and routes together. */
import { randomBytes } from 'node:crypto';
import {
  createLogger,
  createService,
  runProcess,
  type StartedApp,
  type StartOptions,
} from '@weapp-samples/service';
import type { SessionStore } from '@weapp-samples/weapp-session';
import { createAccess } from './access';
import { type Album, createAlbum } from './album';
import { type AlbumConfig, albumConfig } from './config';
import { openReview } from './review/open-review';
import { albumRoutes, albumTexts } from './routes';
import { CosClient } from './stores/cos-client';
import { createCosPhotoStore } from './stores/cos-photo-store';
import { type KeySource, temporaryKeys } from './stores/temporary-keys';

const name = 'album';

/** What the start of the album is given. */
export interface StartAlbumOptions extends StartOptions {
  /** Sessions of this process, when the service that logs in runs in it too and there is no Redis. */
  readonly sessionStore?: SessionStore;
}

/**
 * Starts the album.
 *
 * @throws SettingsError, PortTakenError
 */
export async function start({ env, ...given }: StartAlbumOptions): Promise<StartedApp> {
  const config = albumConfig(env);
  const logger = given.logger ?? createLogger({ name, level: config.logLevel });
  const album = openAlbum(config);
  const { sessions } = config;
  const access = createAccess({ sessions, sessionStore: given.sessionStore, logger });
  const review = config.review && openReview(config.review, album, access.redis, logger);
  const service = createService({
    name,
    config,
    logger,
    portVariable: 'ALBUM_PORT',
    routes: [...albumRoutes(album, access.ownerOf, review?.photos), ...(review?.routes ?? [])],
    middleware: access.middleware,
    failureTexts: albumTexts,
    ready: { cos: () => album.check(), ...access.ready },
    close: [() => review?.photos.idle(), access.close],
  });
  const running = await service.listen().catch(async (error: unknown) => {
    await access.close();
    throw error;
  });
  const photos = config.cosEndpoint ?? `COS ${config.cosBucket}`;
  return { ...running, stores: { photos, ...(access.store && { sessions: access.store }) } };
}

function openAlbum(config: AlbumConfig): Album {
  const { cosSecretId: secretId, cosSecretKey: secretKey, cosEndpoint: endpoint } = config;
  const { cosBucket: bucket, cosRegion: region, cosTimeoutMs: timeoutMs } = config;
  const client = new CosClient({ secretId, secretKey, bucket, region, endpoint });
  return createAlbum({
    store: createCosPhotoStore({ client, timeoutMs }),
    signingKeys: keySource(config),
    bucket,
    domain: config.imageDomain,
    uploadUrl: `${config.bucketUrl}/`,
    folder: config.uploadFolder,
    listCacheMs: config.listCacheMs,
    permissionSeconds: config.permissionSeconds,
    now: Date.now,
    monotonicNow: () => performance.now(),
    randomBytes,
  });
}

function keySource(config: AlbumConfig): KeySource {
  const { cosSecretId: secretId, cosSecretKey: secretKey } = config;
  if (config.cosSts === 'off') return async () => ({ secretId, secretKey });
  return temporaryKeys({
    secretId,
    secretKey,
    bucket: config.cosBucket,
    region: config.cosRegion,
    folder: config.uploadFolder,
    durationSeconds: config.cosStsSeconds,
    timeoutMs: config.cosTimeoutMs,
  });
}

if (require.main === module) void runProcess(start);
