export { SandboxPage } from './sandbox-page.tsx';
export { sandboxMessages } from './sandbox.messages.ts';
export { ExampleButton } from './example.tsx';
