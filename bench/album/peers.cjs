// The bare servers the album is measured beside. Arguments: which one, and its file or folder.
const { createWriteStream, readFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const { pipeline } = require('node:stream');
const { announce } = require('../lib/announce.cjs');

const [, , kind, path] = process.argv;

const peers = {
  /** node:http, the same bytes to every request. */
  node() {
    const body = readFileSync(path);
    const type = 'application/json; charset=utf-8';
    const headers = { 'Content-Type': type, 'Content-Length': body.length };
    return createServer((_req, res) => res.writeHead(200, headers).end(body));
  },

  /** Koa, the same bytes to every request. */
  koa() {
    const Koa = require('koa');
    const body = readFileSync(path);
    const app = new Koa();
    app.use((ctx) => {
      ctx.type = 'application/json';
      ctx.body = body;
    });
    return createServer(app.callback());
  },

  /** node:http, every body into a file of its own and nothing else. */
  writer() {
    let count = 0;
    return createServer((req, res) => {
      count += 1;
      pipeline(req, createWriteStream(join(path, String(count))), (error) => {
        res.statusCode = error ? 500 : 200;
        res.end();
      });
    });
  },

  /** A COS that costs next to nothing: takes what comes and says that it is stored. */
  sink() {
    return createServer((req, res) => {
      req.on('end', () => res.writeHead(200, { ETag: '"0"', 'Content-Length': 0 }).end());
      req.resume();
    });
  },
};

const server = peers[kind]();
server.listen(0, '127.0.0.1', () => announce(`http://127.0.0.1:${server.address().port}`));
