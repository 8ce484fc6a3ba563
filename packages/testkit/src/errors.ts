/** Why a server did not start: it is not on this machine, or it failed. */

/** The program is not on this machine; a suite that needs it is skipped with `reason`. */
export class MissingServer extends Error {
  override readonly name = 'MissingServer';

  constructor(readonly reason: string) {
    super(reason);
  }
}

/** The program is here and did not become ready; the message ends with what it printed. */
export class ServerFailed extends Error {
  override readonly name = 'ServerFailed';

  constructor(
    message: string,
    readonly output: string,
  ) {
    super(`${message}\n${lastLines(output)}`);
  }
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-40).join('\n');
}
