import type { Problem } from '@joinery/contracts';

/** The server answered with a problem: what happened, for people and by code. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Whether an error is this problem. */
export function isProblem(error: unknown, code: string): error is ApiError {
  return error instanceof ApiError && error.problem.code === code;
}
