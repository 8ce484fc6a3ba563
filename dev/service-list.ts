/** The table that the start prints: each service, its address, the store it uses. */
import type { Platform } from './platform';

/** The text shown once everything is up. */
export function serviceList({ url, services, standIns }: Platform): string {
  const rows = services.map(({ name, url: address, stores }) => [name, address, describe(stores)]);
  const clouds = Object.entries(standIns).map(([name, address]) => [name, address, 'stand-in']);
  const table = columns([['service', 'address', 'store'], ...rows, ...clouds]);
  return `\n  weapp-samples is ready: ${url}\n\n${table}\n  services: ${url}/services   API: ${url}/docs   stop: Ctrl-C\n\n`;
}

function describe(stores: Readonly<Record<string, string>>): string {
  return Object.entries(stores)
    .map(([what, where]) => `${what}: ${where}`)
    .join(', ');
}

function columns(rows: readonly string[][]): string {
  const width = (index: number) => Math.max(...rows.map((row) => row[index]?.length ?? 0));
  const widths = [width(0), width(1)];
  return rows
    .map((row) =>
      `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('   ')}`.trimEnd(),
    )
    .map((text) => `${text}\n`)
    .join('');
}
