// What WxSocketIO costs, beside socket.io-client.
export { run } from '../packages/wx-socket-io/bench/run';
