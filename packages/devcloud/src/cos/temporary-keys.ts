/** Temporary keys with a policy of their own, as STS gives them out (STS: GetFederationToken; CAM policies). */
import { CosError } from './errors';

/** What a key pair may do. */
export interface Principal {
  readonly secretKey: string;
  /** @param action as in `name/cos:PutObject` */
  allows(action: string, key: string): boolean;
}

/** One statement of a policy; `*` stands for any text. */
export interface PolicyStatement {
  readonly effect: 'allow' | 'deny';
  readonly action: string | readonly string[];
  readonly resource: string | readonly string[];
}

export interface TemporaryKeysRequest {
  /** How long the keys live, 1 to 43200 seconds; default 1800. */
  readonly durationSeconds?: number;
  readonly policy: { readonly statement: readonly PolicyStatement[] };
}

/** What `getCredential` of qcloud-cos-sts answers. */
export interface TemporaryKeys {
  readonly credentials: {
    readonly tmpSecretId: string;
    readonly tmpSecretKey: string;
    readonly sessionToken: string;
  };
  /** Unix seconds. */
  readonly startTime: number;
  /** Unix seconds. */
  readonly expiredTime: number;
  /** The same as a date, ISO 8601. */
  readonly expiration: string;
}

interface Issued extends Principal {
  readonly sessionToken: string;
  readonly expiredTime: number;
}

const MAX_SECONDS = 43_200;

export interface TemporaryKeyDeps {
  /** What resources of the bucket begin with, as in `qcs::cos:ap-guangzhou:uid/1250000000:album-1250000000/`. */
  readonly resourcePrefix: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly random: (bytes: number) => Buffer;
}

/** The temporary keys that are alive. */
export class TemporaryKeyStore {
  private readonly issued = new Map<string, Issued>();

  constructor(private readonly deps: TemporaryKeyDeps) {}

  /** @throws RangeError for a duration that STS does not give */
  issue({ durationSeconds = 1800, policy }: TemporaryKeysRequest): TemporaryKeys {
    if (!Number.isInteger(durationSeconds) || durationSeconds < 1 || durationSeconds > MAX_SECONDS)
      throw new RangeError(`durationSeconds must be from 1 to ${MAX_SECONDS}`);
    const { random, resourcePrefix } = this.deps;
    const startTime = this.now();
    const expiredTime = startTime + durationSeconds;
    const [tmpSecretId, tmpSecretKey, sessionToken] = [
      `AKID${random(24).toString('base64url')}`,
      random(24).toString('base64url'),
      random(48).toString('base64url'),
    ];
    const allows = (action: string, key: string) =>
      isAllowed(policy.statement, action, resourcePrefix + key);
    this.forgetExpired();
    this.issued.set(tmpSecretId, { secretKey: tmpSecretKey, sessionToken, expiredTime, allows });
    const expiration = new Date(expiredTime * 1000).toISOString();
    return {
      credentials: { tmpSecretId, tmpSecretKey, sessionToken },
      startTime,
      expiredTime,
      expiration,
    };
  }

  /** @throws CosError InvalidAccessKeyId for unknown or expired keys, and for another token */
  find(secretId: string, token: string | undefined): Principal {
    this.forgetExpired();
    const found = this.issued.get(secretId);
    if (found === undefined || found.sessionToken !== token)
      throw new CosError('InvalidAccessKeyId');
    return found;
  }

  private forgetExpired(): void {
    for (const [secretId, { expiredTime }] of this.issued)
      if (expiredTime <= this.now()) this.issued.delete(secretId);
  }

  private now(): number {
    return Math.floor(this.deps.clock() / 1000);
  }
}

/** A denial outweighs every permission. */
function isAllowed(statements: readonly PolicyStatement[], action: string, resource: string) {
  const effects = statements
    .filter((one) => matchesAny(one.action, action) && matchesAny(one.resource, resource))
    .map(({ effect }) => effect);
  return effects.includes('allow') && !effects.includes('deny');
}

function matchesAny(patterns: string | readonly string[], text: string): boolean {
  return [patterns].flat().some((pattern) => matches(pattern, text));
}

/** Without regular expressions, whose time a pattern of many stars could run away with. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
