import { connect } from 'node:net';

/** Sends a method and a target byte for byte to 127.0.0.1, and returns all that comes back. */
export async function rawRequest(port: number, methodAndTarget: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${methodAndTarget} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  socket.setEncoding('utf8');
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return answer;
}
