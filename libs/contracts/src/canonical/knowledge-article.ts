import { canonicalObject } from './canonical-object.ts';
import { enumerations } from './enumerations.ts';
import { anyText, instant, listOf, longText, oneOf, reference, text, whole } from './field.ts';

export const KnowledgeArticle = canonicalObject({
  name: 'KnowledgeArticle',
  collection: 'knowledge-articles',
  title: { zh: '知识文章', en: 'Knowledge article' },
  required: ['title', 'bodyHtml'],
  fields: {
    title: text('标题', 'Title', 300),
    bodyHtml: longText('正文(HTML)', 'Body (HTML)'),
    categoryPath: listOf('分类', 'Category', anyText),
    locale: text('语言', 'Locale', 20),
    status: oneOf('状态', 'Status', enumerations.articleStatus),
    authorId: reference('作者', 'Author', 'Agent'),
    viewCount: whole('浏览数', 'Views'),
    publishedAt: instant('发布时间', 'Published at'),
  },
});
