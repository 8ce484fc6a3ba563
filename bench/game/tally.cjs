// Counts rounds and how late they ended, as the players see it.

/** @param gameMs how long a round is to take */
module.exports.createTally = (gameMs) => {
  let counting = false;
  let open = 0;
  let doubled = 0;
  const lateness = [];
  const player = () => {
    let began = 0;
    let last;
    return {
      start() {
        if (began === 0) open += 1;
        began = performance.now();
      },
      result(roundId) {
        if (roundId === last) doubled += 1;
        last = roundId;
        if (began === 0) return;
        open -= 1;
        if (counting) lateness.push(performance.now() - began - gameMs);
        began = 0;
      },
    };
  };
  return {
    player,
    count(on) {
      counting = on;
    },
    /** Players who were told of a round and not of its end. */
    open: () => open,
    /** Results that came twice. */
    doubled: () => doubled,
    /** Of what was counted: both players of a round have seen it. */
    summary() {
      const sorted = lateness.sort((a, b) => a - b);
      const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
      return { rounds: sorted.length / 2, lateMs: { p50: at(0.5), p99: at(0.99), max: at(1) } };
    },
  };
};
