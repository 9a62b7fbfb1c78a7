/**
 * Plain text as an Atlassian Document: a paragraph for each line, of which an empty one may hold no text node.
 *
 * @param text an expression that gives a text
 */
export const documentOf = (text: string): string =>
  `{'type': 'doc', 'version': 1, 'content': [$split(${text}, '\\n').{'type': 'paragraph', 'content': $ = '' ? [] : [{'type': 'text', 'text': $}]}]}`;
