/** The game service. */
export { type StartGameOptions, start } from './main';
