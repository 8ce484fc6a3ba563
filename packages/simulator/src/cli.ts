#!/usr/bin/env node
/** Entry point of `weapp-sim`. */
import { main } from './command';

main(process.argv.slice(2)).then((code) => {
  if (code !== undefined) process.exitCode = code;
});
