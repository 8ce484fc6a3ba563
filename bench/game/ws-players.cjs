// Players over bare WebSockets, of a server that knows no rounds by name: it only sends what the game sends.
const { once } = require('node:events');
const { WebSocket } = require('ws');

module.exports.connect = async ({ url, tally }) => {
  const wire = new WebSocket(url.replace('http', 'ws'), { perMessageDeflate: false });
  const emit = (event, payload) => wire.send(`42${JSON.stringify([event, payload])}`);
  let playing = true;
  let rounds = 0;
  const again = () => playing && emit('join', { roomId: 'abcdefghijkl' });
  wire.on('message', (data) => {
    const [event] = JSON.parse(data.toString().slice(2));
    if (event === 'start') {
      tally.start();
      emit('choice', { choice: 1 + Math.floor(Math.random() * 3) });
    } else if (event === 'result') {
      tally.result(++rounds);
      again();
    }
  });
  await once(wire, 'open');
  const rest = () => {
    playing = false;
  };
  return { play: again, rest };
};
