// What the simulator costs: building, opening, size.
export { run } from '../packages/simulator/bench/run';
