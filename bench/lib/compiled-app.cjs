// Runs an app as production does: compiled, without the compiler in its memory. Argument: its dist/main.js.
const { announce } = require('./announce.cjs');

require(process.argv[2])
  .start({ env: process.env })
  .then(
    ({ url }) => announce(url),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
