// What the video service is measured beside. Arguments: which one, and its file.
const { readFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { announce } = require('../lib/announce.cjs');

const [, , kind, path] = process.argv;
const type = 'application/json; charset=utf-8';

const peers = {
  /** node:http, the same bytes to every request. */
  node() {
    const body = readFileSync(path);
    const headers = { 'Content-Type': type, 'Content-Length': body.length };
    return createServer((_req, res) => res.writeHead(200, headers).end(body));
  },

  /**
   * The lists as the server of 2016 made them: a new connection for each request, pages by offset,
   * every column. On bare node:http and today's driver, so that only the way differs.
   */
  2016() {
    const { createConnection } = require('mysql2/promise');
    const uri = process.env.MYSQL_URL;
    const ask = async (url) => {
      const connection = await createConnection({ uri });
      try {
        if (url.pathname.endsWith('/commentList')) {
          const sql = 'SELECT * from comment where vid = ? order by id desc';
          return (await connection.query(sql, [url.searchParams.get('vid')]))[0];
        }
        const start = (url.searchParams.get('pageNo') - 1) * 6;
        const [[list], [counted]] = await Promise.all([
          connection.query('SELECT * from video limit ?,?', [start, 6]),
          connection.query('SELECT count(*) as count from video'),
        ]);
        return { list, totalPage: Math.ceil(counted[0].count / 6) };
      } finally {
        await connection.end();
      }
    };
    return createServer(async (req, res) => {
      try {
        const data = await ask(new URL(req.url, 'http://localhost'));
        res.writeHead(200, { 'Content-Type': type });
        res.end(JSON.stringify({ code: 0, msg: 'ok', data }));
      } catch (error) {
        console.error(error.message);
        res.writeHead(500).end();
      }
    });
  },
};

const server = peers[kind]();
server.listen(0, '127.0.0.1', () => announce(`http://127.0.0.1:${server.address().port}`));
