// WxSocketIO, a typed Socket.IO client for mini-programs.
export { WxSocketIO } from './client';
export type {
  AnyEvents,
  Cause,
  ConnectError,
  DisconnectReason,
  EventMap,
  ManagerEvents,
  Sender,
} from './events';
export type { Auth, AuthData, WxSocketIOOptions } from './options';
export type { Clock, ConnectSocketOptions, Platform, SocketTask } from './platform';
export type { Socket } from './socket';
