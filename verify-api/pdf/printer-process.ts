/** A child process that prints: spoken to by `printer-pool.ts` alone. */
import { Problem } from '#domain/problem.ts';
import {
  createPrinter,
  type Printer,
  type PrinterOptions,
  type PrintInput,
} from './create-printer.ts';

export type ToProcess =
  | { kind: 'open'; options: Omit<PrinterOptions, 'clock'> }
  | { kind: 'print'; job: number; input: PrintInput };

export type FromProcess =
  | { kind: 'printed'; job: number; pdf: Uint8Array }
  | { kind: 'refused'; job: number; message: string }
  | { kind: 'failed'; job: number; error: string };

let printer: Promise<Printer> | undefined;

process.on('message', (message: ToProcess) => {
  if (message.kind === 'open') {
    printer = createPrinter({ ...message.options, clock: () => new Date() });
    // Told with the first job; until then it is nobody's unhandled rejection.
    printer.catch(() => {});
  } else void print(message);
});
process.on('disconnect', () => process.exit(0));

async function print({ job, input }: Extract<ToProcess, { kind: 'print' }>): Promise<void> {
  try {
    const pdf = await (await printer)?.print(input);
    if (pdf === undefined) throw new Error('asked to print before it was opened');
    say({ kind: 'printed', job, pdf });
  } catch (error) {
    if (error instanceof Problem) say({ kind: 'refused', job, message: error.message });
    else say({ kind: 'failed', job, error: error instanceof Error ? error.name : typeof error });
  }
}

function say(message: FromProcess): void {
  process.send?.(message);
}
