import { z } from 'zod';
import { TemplatePageSchema, TemplateUseSchema, TemplateViewSchema, UseTemplateSchema } from '../templates.ts';
import { routes } from './route.ts';

const read = { permission: 'flows.read' } as const;
const params = z.strictObject({ template: z.string().max(64) });

export const templateRoutes = routes({
  listTemplates: {
    method: 'GET',
    path: '/templates',
    summary: 'Ready scenarios: what they join, ask for and make',
    policy: read,
    response: TemplatePageSchema,
  },
  readTemplate: {
    method: 'GET',
    path: '/templates/{template}',
    summary: 'One template',
    policy: read,
    params,
    response: TemplateViewSchema,
  },
  useTemplate: {
    method: 'POST',
    path: '/templates/{template}/use',
    summary: 'Make its flows and syncs from connections and choices, as drafts or published',
    policy: { permission: 'flows.publish' },
    params,
    body: UseTemplateSchema,
    response: TemplateUseSchema,
    status: 201,
    audit: 'template.used',
  },
});
