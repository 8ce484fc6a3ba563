/** Tells the logger about failures that are not the client's, and nothing that is secret. */
import { type SessionError, sessionReasons } from './errors';
import type { SessionLogger } from './options';

/** WeChat's word for an AppID or AppSecret that is not right. */
const MISCONFIGURED = new Set([40013, 40125]);

function innermost(error: unknown): { name?: string; code?: unknown; message?: string } {
  if (!(error instanceof Error)) return {};
  return error.cause instanceof Error ? innermost(error.cause) : error;
}

// Of a failed call to WeChat no message is taken over: its address carries the AppSecret.
function causeOf({ reason, cause }: SessionError) {
  const { name, code, message } = innermost(cause);
  return { name, code, ...(reason === sessionReasons.unavailable && { message }) };
}

/** Logs a failure: an outage or a wrong AppID or AppSecret as an error, nothing else. */
export function report(logger: SessionLogger, error: SessionError): void {
  const { reason, status, detail } = error;
  if (MISCONFIGURED.has(detail?.errcode ?? 0)) {
    logger.error({ reason, status, detail }, 'WeChat refuses appId or appSecret: check both');
  } else if (status >= 500) {
    logger.error({ reason, status, detail, cause: causeOf(error) }, error.message);
  }
}
