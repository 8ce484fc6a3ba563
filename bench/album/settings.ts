/** What the album and its bucket are told alike. */

export const benchKeys = { secretId: 'bench-id', secretKey: 'bench-key' };
export const benchBucket = { bucket: 'bench-1250000000', region: 'ap-guangzhou' };

/** The album's settings: production, its access log on, as it runs behind nginx. */
export function albumEnv(cosUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    ALBUM_PORT: '0',
    ALBUM_ACCESS: 'public',
    RATE_LIMIT: '0',
    COS_SECRET_ID: benchKeys.secretId,
    COS_SECRET_KEY: benchKeys.secretKey,
    COS_BUCKET: benchBucket.bucket,
    COS_REGION: benchBucket.region,
    COS_ENDPOINT: cosUrl,
  };
}
