export { leastConfidence, proposeMapping, type Proposal, type ProposalInput } from './propose.ts';
