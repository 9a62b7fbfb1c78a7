import { defineTrigger } from '@joinery/connector-sdk';
import { issueSample, issueSchema } from '../issue-schema.ts';
import { changeCursor, changedIssues, project, projectField } from '../operations.ts';

export const issueChanged = defineTrigger({
  kind: 'polling',
  title: { zh: '问题有变化(轮询)', en: 'Issue changed (polling)' },
  description: {
    zh: '新建、修改与添加说明都会触发;Redmine 自身没有 webhook',
    en: 'On creation, change and new notes; Redmine has no webhooks of its own',
  },
  settings: { type: 'object', properties: { project: projectField } },
  output: issueSchema,
  sample: issueSample,
  operation: changedIssues(project),
  cursor: changeCursor,
  dedupeKey: "item.id & ':' & item.status.id & ':' & item.updated_on",
  correlationKey: '$string(item.id)',
});
