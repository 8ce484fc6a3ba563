/** Copies what is printed to the side panel; the browser's own console keeps working. */
import { phone } from './phone';

const LEVELS = ['log', 'info', 'warn', 'error', 'debug'] as const;
/** Most lines kept. */
const KEPT = 500;

/** One printed line. */
export interface ConsoleLine {
  readonly level: string;
  readonly args: readonly unknown[];
  readonly time: number;
}

const lines: ConsoleLine[] = [];

/** What was printed, oldest first. */
export function consoleLines(): readonly ConsoleLine[] {
  return lines;
}

/** Starts copying. */
export function captureConsole(): void {
  for (const level of LEVELS) {
    const original = console[level];
    console[level] = (...args: unknown[]) => {
      original.apply(console, args);
      add({ level, args, time: Date.now() });
    };
  }
  window.addEventListener('error', ({ error, message }) =>
    add({ level: 'error', args: [error ?? message], time: Date.now() }),
  );
  window.addEventListener('unhandledrejection', ({ reason }) =>
    add({ level: 'error', args: ['Uncaught (in promise)', reason], time: Date.now() }),
  );
}

function add(line: ConsoleLine) {
  lines.push(line);
  if (lines.length > KEPT) lines.shift();
  phone.bus.emit('console', line);
}
