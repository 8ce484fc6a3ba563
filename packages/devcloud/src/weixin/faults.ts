/** Faults of WeChat's servers on purpose. Set in code, never over the network; logins on the phone stay well. */
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { WeixinError } from './errors';

export interface WeixinFault {
  /** Slow: wait this many milliseconds first. */
  readonly delayMs?: number;
  /** Busy and the like: answer this errcode, -1 for a busy system. */
  readonly errcode?: number;
  /** Answer this HTTP status with a page of HTML; 200 is possible. */
  readonly html?: number;
  /** Down: cut the connection without an answer. */
  readonly cut?: boolean;
  /** Only on this path, such as `/sns/jscode2session`; by default on all. */
  readonly path?: string;
  /** How many requests it strikes before it is over; by default it stays. */
  readonly times?: number;
}

export class WeixinFaults {
  private fault: WeixinFault | undefined;
  private left = 0;

  /** Replaces whatever fault there was. */
  set(fault: WeixinFault): void {
    this.fault = fault;
    this.left = fault.times ?? Number.POSITIVE_INFINITY;
  }

  clear(): void {
    this.fault = undefined;
  }

  /**
   * Lets the fault strike a request.
   *
   * @returns whether the request is answered, or never will be
   * @throws WeixinError with the errcode the fault asks for
   */
  async strike(path: string, res: ServerResponse): Promise<boolean> {
    const { fault } = this;
    if (fault === undefined || this.left <= 0 || (fault.path ?? path) !== path) return false;
    this.left -= 1;
    // Nobody waits for a server that only stands in.
    if (fault.delayMs !== undefined) await wait(fault.delayMs, undefined, { ref: false });
    if (fault.errcode !== undefined) throw new WeixinError(fault.errcode);
    if (fault.html !== undefined) sendPage(res, fault.html);
    if (fault.cut === true) res.destroy();
    return fault.html !== undefined || fault.cut === true;
  }
}

function sendPage(res: ServerResponse, status: number): void {
  res.writeHead(status, { 'Content-Type': 'text/html' });
  res.end('<html><head><title>Error</title></head><body>Bad Gateway</body></html>');
}
