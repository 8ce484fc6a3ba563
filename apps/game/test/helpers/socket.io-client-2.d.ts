/** As much of socket.io-client 2 as the tests use. */
declare module 'socket.io-client-2' {
  interface Socket2 {
    on(event: string, listener: (...args: never[]) => void): this;
    emit(event: string, ...args: unknown[]): this;
    close(): void;
  }
  export default function io(url: string, options: object): Socket2;
}
