/** Says what a bench ran on, since figures of two machines do not compare. */
import { arch, cpus, platform, release, totalmem } from 'node:os';

/** One line: cores and their model, memory, system, Node's version. */
export function machineFacts(): string {
  const cores = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const model = cores[0]?.model.trim() ?? 'unknown';
  const system = `${platform()} ${release()} ${arch()}`;
  return `${cores.length} cores (${model}), ${memory}, ${system}, Node ${process.versions.node}`;
}
