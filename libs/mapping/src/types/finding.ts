import type { FindingCode } from './finding-texts.ts';
import type { Node } from './syntax.ts';

export type Severity = 'error' | 'warning';

/** A sentence in the two languages of the product. */
export interface Message {
  readonly zh: string;
  readonly en: string;
}

/** A change that surely mends a finding: replace `[from, to)` of the expression by `insert`. */
export interface Fix {
  readonly label: Message;
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Where a finding is: the target field, and the offset in the expression as the evaluator counts positions. */
export interface Place {
  readonly target: readonly string[];
  readonly position?: number | undefined;
}

/** What would fail, or come out differently than meant, when the mapping runs. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly place: Place;
  readonly message: Message;
  readonly fix?: Fix | undefined;
}

/** A finding before its place is known. */
export interface FindingDraft {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly node: Node;
  readonly params: Readonly<Record<string, string | Message>>;
  /** A name that was not found, and the names there are. */
  readonly near?: { readonly name: string; readonly known: readonly string[] } | undefined;
  readonly fix?: Fix | undefined;
}
