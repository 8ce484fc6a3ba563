// Players of the game over Socket.IO's own client.
const { io } = require('socket.io-client');

/** @param options.mode `stay` in the room, or be matched `anew` for every round */
module.exports.connect = async ({ url, mode, name, tally }) => {
  const path = '/applet/websocket/socket.io';
  const socket = io(url, { path, transports: ['websocket'], forceNew: true, reconnection: false });
  let playing = true;
  let wish = [];
  const again = () => playing && socket.emit('join', ...wish);
  socket.on('connect_error', (error) => {
    throw error;
  });
  socket.on('start', () => {
    tally.start();
    socket.emit('choice', { choice: 1 + Math.floor(Math.random() * 3) });
  });
  socket.on('result', ({ roomId, roundId }) => {
    tally.result(roundId);
    if (mode === 'stay') wish = [{ roomId }];
    again();
  });
  // On a busy machine a `start` may arrive when its round is over.
  socket.on('fault', (fault) => {
    if (fault.code !== 'no_round') throw new Error(fault.message);
  });
  socket.on('connect', () =>
    socket.emit('hello', { user: { uid: name, uname: name, uavatar: '' } }),
  );
  await new Promise((resolve) => socket.once('hi', resolve));
  const rest = () => {
    playing = false;
  };
  return { play: again, rest };
};
