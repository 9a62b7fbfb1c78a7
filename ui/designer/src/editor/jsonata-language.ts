import { HighlightStyle, StreamLanguage, syntaxHighlighting, type StringStream } from '@codemirror/language';
import { tags } from '@lezer/highlight';

const words = /^(and|or|in|true|false|null|function)\b/;

/** Enough of JSONata to colour it; the compiler judges it. */
export const jsonataLanguage = StreamLanguage.define<{ comment: boolean }>({
  name: 'jsonata',
  startState: () => ({ comment: false }),
  token: (stream, state) => {
    if (state.comment || stream.match('/*')) return comment(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.match(/^"(?:\\.|[^"\\])*"?/) || stream.match(/^'(?:\\.|[^'\\])*'?/)) return 'string';
    if (stream.match(/^`[^`]*`?/)) return 'propertyName';
    if (stream.match(/^\d+(\.\d+)?([eE][+-]?\d+)?/)) return 'number';
    if (stream.match(/^\$[\w]*(?=\s*\()/)) return 'variableName.function';
    if (stream.match(/^\$\$?\w*/)) return 'variableName';
    if (stream.match(words)) return 'keyword';
    if (stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u)) return 'propertyName';
    if (stream.match(/^(:=|~>|!=|<=|>=|\.\.|\*\*|[-+*/%&=<>?:@#^|~!])/)) return 'operator';
    stream.next();
    return 'punctuation';
  },
});

function comment(stream: StringStream, state: { comment: boolean }): string {
  state.comment = !stream.match(/^.*?\*\//);
  if (state.comment) stream.skipToEnd();
  return 'comment';
}

export const jsonataColours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.string, color: 'var(--j-success)' },
    { tag: tags.number, color: 'var(--j-warning)' },
    { tag: tags.keyword, color: 'var(--j-primary)', fontWeight: '600' },
    { tag: [tags.function(tags.variableName), tags.standard(tags.name)], color: 'var(--j-primary)' },
    { tag: tags.variableName, color: 'var(--j-walnut)' },
    { tag: tags.propertyName, color: 'var(--j-text)' },
    { tag: tags.operator, color: 'var(--j-text-3)' },
    { tag: tags.comment, color: 'var(--j-text-3)', fontStyle: 'italic' },
  ]),
);
