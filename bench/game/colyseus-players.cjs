// Players over Colyseus' own client.
const { Client } = require('colyseus.js');

/** Under load the matchmaking answers some requests with an error; a player asks again, ever more patiently. */
async function seat(client, who) {
  for (let tries = 1; ; tries++) {
    try {
      return await client.joinOrCreate('rps', who);
    } catch (error) {
      if (tries === 20) throw error;
      const pauseMs = Math.random() * Math.min(1000, 100 * tries);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** @param options.mode `stay` in the room, or be matched `anew` for every round: leave, and join or create */
module.exports.connect = async ({ url, mode, name, tally }) => {
  const client = new Client(url);
  const who = { uid: name, uname: name };
  let playing = true;
  const join = async () => {
    const room = await seat(client, who);
    room.onMessage('start', () => {
      tally.start();
      room.send('choice', { choice: 1 + Math.floor(Math.random() * 3) });
    });
    room.onMessage('result', ({ roundId }) => {
      tally.result(roundId);
      if (playing) void again(room);
    });
    for (const event of ['movement', 'room', 'leave']) room.onMessage(event, () => undefined);
    room.onStateChange(() => undefined);
  };
  const again = async (room) => {
    if (mode === 'stay') return room.send('join', {});
    await room.leave();
    return join();
  };
  const rest = () => {
    playing = false;
  };
  if (mode === 'stay') await join();
  return { play: () => void (mode === 'anew' && join()), rest };
};
