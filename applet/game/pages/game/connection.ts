/** The connection of the game page, and the player on it. */
import type { ClientToServer, ServerToClient } from '@weapp-samples/contracts';
import { socketPath } from '../../../lib/config';
import { server, session } from '../../../lib/services';
import { createSocket } from '../../../lib/socket';
import { createPlay, type Play } from '../../lib/play';
import type { Table } from '../../lib/table';

export interface Connection {
  readonly play: Play;
  open(): void;
  close(): void;
}

/** Only used where there is no session: it is good for as long as the page is open. */
function guestId(): string {
  return `guest-${Math.random().toString(36).slice(2, 12)}`;
}

/** Creates the connection; nothing is sent before `open`. */
export function createConnection(
  changed: (table: Table) => void,
  notice: (text: string) => void,
): Connection {
  const uid = guestId();
  const { socket, open, close } = createSocket<ServerToClient, ClientToServer>({
    url: server() + socketPath,
    session,
  });
  const guest = () => {
    const { nickName = '', avatarUrl = '' } = session.user() ?? {};
    return { uid, uname: nickName, uavatar: avatarUrl };
  };
  const setTimer = (work: () => void, ms: number) => void setTimeout(work, ms);
  const play = createPlay({
    socket,
    close,
    guest,
    now: Date.now,
    setTimer,
    changed,
    notice,
  });
  return { play, open, close };
}
