import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorBox } from '@joinery/connector-sdk/simulator';

const site = 'https://github.com';
const api = 'https://api.github.com';

/** An issue as it is answered: labels and people as objects, and links. A pull request says that it is one. */
export function wireIssue(row: JsonObject, { records }: SimulatorBox): JsonObject {
  const { repository, labels, assignees, ...rest } = row;
  const number = textOf(row['number']);
  const isPull = records.get('pulls', number) !== undefined;
  const people = list(assignees).flatMap((login) => records.get('users', login) ?? []);
  return {
    ...rest,
    url: `${api}/repos/${textOf(repository)}/issues/${number}`,
    html_url: `${site}/${textOf(repository)}/${isPull ? 'pull' : 'issues'}/${number}`,
    labels: list(labels).map((name) => records.get('labels', name) ?? { name }),
    assignee: people[0] ?? null,
    assignees: people,
    comments: records.list('comments').filter((comment) => textOf(comment['issue_number']) === number).length,
    ...(isPull && { pull_request: { url: `${api}/repos/${textOf(repository)}/pulls/${number}` } }),
  };
}

/** A comment names its issue by addresses alone. */
export function wireComment({ issue_number: number, ...rest }: JsonObject, box: SimulatorBox): JsonObject {
  const issue = numbered(box, textOf(number)) ?? {};
  const { url = null, html_url: page } = wireIssue(issue, box);
  return { ...rest, issue_url: url, html_url: `${textOf(page)}#issuecomment-${textOf(rest['id'])}` };
}

/** Issues and pull requests count together. */
export function numbered({ records }: SimulatorBox, number: string): JsonObject | undefined {
  return records.get('issues', number) ?? records.get('pulls', number);
}

export function wireRepository(row: JsonObject): JsonObject {
  return { ...row, html_url: `${site}/${textOf(row['full_name'])}` };
}

export function list(value: JsonObject[string] | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}
