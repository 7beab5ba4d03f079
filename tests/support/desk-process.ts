// A desk of few answers in a process of its own, for tests of the client.
import type { DeskReply, DeskRequest } from '#domain/content-desk.ts';

process.on('disconnect', () => process.exit(0));
process.on('message', ({ id, call, request }: DeskRequest) => {
  const say = (reply: DeskReply) => process.send?.(reply);
  const { directory } = request as { directory: string };
  if (directory === 'crash') process.exit(3);
  if (directory === 'silence') return;
  if (directory === 'fault') {
    say({ id, error: { message: 'no', sentences: ['第一句。', '第二句。'] } });
  } else if (directory === 'full') {
    say({ id, error: { message: 'no space', code: 'ENOSPC' } });
  } else if (directory === 'environment') {
    say({ id, answer: { faults: Object.keys(process.env).sort() } } as DeskReply);
  } else if (call === 'buildRelease') {
    say({ id, answer: { release: `${process.pid}` } });
  } else {
    // Out of order, as answers may come.
    const wait = directory === 'late' ? 60 : 0;
    setTimeout(() => {
      say({ id, answer: [{ name: directory, title: `${process.pid}`, rows: 0 }] });
    }, wait);
  }
});
