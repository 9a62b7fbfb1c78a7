export { templates } from './catalogue/index.ts';
export { fillTemplate, type FilledPart, type TemplateFilling } from './fill-template.ts';
