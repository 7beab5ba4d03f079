import { spawn } from 'node:child_process';
import { OperatorError } from '#domain/operator-error.ts';

/** Runs a script under this Node; OperatorError with what it says when it fails. */
export function runNode(args: string[], env: Record<string, string> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', ...env },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new OperatorError(linesOf(said)));
    });
  });
}

function linesOf(said: string): string[] {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 ? lines : ['网站没有生成，程序没有说明原因，请运维人员查看。'];
}
