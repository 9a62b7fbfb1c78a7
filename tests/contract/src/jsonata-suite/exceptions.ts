/** A case of the official suite that we mean to answer differently. */
export interface Exception {
  /** `group/file` and, where a file holds several cases, `#` and its place. */
  readonly case: string;
  readonly reason: string;
}

/** Every case that does not pass, with its reason. One that passes although it is listed fails the run as well. */
export const exceptions: readonly Exception[] = [];
