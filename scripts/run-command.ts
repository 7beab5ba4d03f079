import { OperatorError } from '#domain/operator-error.ts';
import { Problem } from '#domain/problem.ts';

/** Runs a command; what the operator can put right is said without a stack, and the exit code is 1. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (error instanceof OperatorError) for (const line of error.sentences) console.error(line);
    else if (error instanceof Problem) {
      console.error(error.message);
      for (const { message } of error.faults) console.error(`  ${message}`);
    } else throw error;
    process.exitCode = 1;
  }
}
