/** What a player is told when a message cannot be taken. The connection stays. */
import { type FaultCode, faultCodes } from '@weapp-samples/contracts';

export class GameFault extends Error {
  override readonly name = 'GameFault';

  constructor(
    readonly code: FaultCode,
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

export const helloFirst = () => new GameFault(faultCodes.helloFirst, 'say hello first');
export const notInRoom = () => new GameFault(faultCodes.notInRoom, 'you are in no room');
export const noRound = () => new GameFault(faultCodes.noRound, 'no round is running');
export const noSuchRoom = () => new GameFault(faultCodes.noSuchRoom, 'there is no such room');
export const roomFull = () => new GameFault(faultCodes.roomFull, 'the room has no free seat');
export const replaced = () =>
  new GameFault(faultCodes.replaced, 'you are connected elsewhere; this connection has ended');
