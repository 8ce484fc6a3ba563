// The game, compiled as in production. Argument: its dist/main.js.
const { serve } = require('./measured-server.cjs');

require(process.argv[2])
  .start({ env: process.env })
  .then(
    ({ url }) => serve(url),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
