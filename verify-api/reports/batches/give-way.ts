/**
 * Lets whoever waits have their turn: the embedded database answers without ever leaving the turn it
 * was asked in, so that a long loop of questions would keep everybody else out.
 */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
