/** The certificate as a phone sees it: name, days left, the whole chain, and which TLS versions are spoken. */
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import {
  type Check,
  type Finding,
  good,
  skipped,
  warning,
  whyUnreachable,
  wrong,
} from '../finding';

const what = 'certificate';
const timeoutMs = 5000;
const dayMs = 86_400_000;
const soonDays = 14;

export interface CertificateTarget {
  readonly domain: string | undefined;
  /** Where to connect, when it is not the domain's own address. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** Trusted besides the well-known authorities, PEM. */
  readonly ca?: string | undefined;
  readonly now: () => number;
}

export function certificateCheck(target: CertificateTarget): Check {
  return async () => {
    const { domain, now } = target;
    if (!domain) return [skipped(what, 'no domain is known: --domain, or a rendered nginx config')];
    try {
      const socket = await open(target);
      const { valid_to } = socket.getPeerCertificate();
      const refused = socket.authorized ? undefined : codeOfRefusal(socket);
      socket.destroy();
      return [
        refused ? explain(refused, domain) : good(what, `is for ${domain}, its chain is complete`),
        ...daysLeft(Date.parse(valid_to), now()),
        ...(await versions(target)),
      ];
    } catch (error) {
      const why = whyUnreachable(error) ?? (error as Error).message;
      const mend = 'start nginx, open port 443, and see the DNS record of the domain';
      return [wrong(what, `https://${domain} cannot be reached: ${why}`, mend)];
    }
  };
}

function open(
  { domain = '', host, port, ca }: CertificateTarget,
  options: ConnectionOptions = {},
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const at = { host: host ?? domain, port: port ?? 443, servername: domain };
    const trust = { rejectUnauthorized: false, ...(ca && { ca }) };
    const socket = connect({ ...at, ...trust, ...options }, () => resolve(socket));
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('it does not answer')));
    socket.once('error', reject);
  });
}

/** Node gives an error or its code here, whatever its types say. */
function codeOfRefusal({ authorizationError }: TLSSocket): string {
  const error = authorizationError as unknown as string | { code?: string };
  return typeof error === 'string' ? error : (error?.code ?? String(error));
}

function explain(code: string, domain: string): Finding {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const mend = 'get a certificate for this name, or correct --domain';
    return wrong(what, `is for another name than ${domain}`, mend);
  }
  if (code === 'CERT_HAS_EXPIRED')
    return wrong(what, 'has expired', 'certbot renew, nginx -s reload');
  if (/UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)/.test(code)) {
    const said =
      'comes without its intermediate: the developer tools take it, Android phones refuse it (errno 600001)';
    return wrong(what, said, 'use the file with the whole chain (fullchain.pem, or …_bundle.crt)');
  }
  if (/SELF_SIGNED/.test(code)) {
    return wrong(
      what,
      'is signed by nobody a phone knows',
      'certbot, or a certificate of the cloud',
    );
  }
  return wrong(what, `is refused: ${code}`, 'get a new certificate');
}

function daysLeft(until: number, now: number): Finding[] {
  const days = Math.floor((until - now) / dayMs);
  if (days >= soonDays) return [good(what, `good for ${days} days`)];
  if (days < 0) return [];
  return [warning(what, `ends in ${days} days`, 'certbot renew, then nginx -s reload')];
}

async function versions(target: CertificateTarget): Promise<Finding[]> {
  const speaks = async (version: 'TLSv1.1' | 'TLSv1.2') => {
    const only = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' };
    return open(target, only).then(
      (socket) => Boolean(socket.destroy()),
      () => false,
    );
  };
  const mend = 'ssl_protocols TLSv1.2 TLSv1.3; (npm run nginx writes it)';
  if (!(await speaks('TLSv1.2'))) {
    return [wrong(what, 'TLS 1.2 is not spoken: older phones cannot connect', mend)];
  }
  if (await speaks('TLSv1.1')) return [warning(what, 'TLS 1.1 is still spoken', mend)];
  return [good(what, 'TLS 1.2 and newer only')];
}
