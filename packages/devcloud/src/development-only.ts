/** Keeps the stand-ins out of production: they accept logins and store files that no real user made. */

/**
 * Refuses to go on in production. The development start calls it before it starts any stand-in.
 *
 * @param env the environment, `process.env` as an application's config reads it
 * @throws Error when `NODE_ENV` is `production`
 */
export function assertDevelopment(env: { readonly NODE_ENV?: string | undefined }): void {
  if (env.NODE_ENV === 'production')
    throw new Error('devcloud: the cloud stand-ins never run with NODE_ENV=production');
}
