import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { BranchStep, Step } from '@joinery/contracts';
import { useText } from '@joinery/ui-kit';
import { Button, Input } from 'antd';
import { designerMessages } from '../designer.messages.ts';
import { useEditable } from '../draft/draft-context.tsx';
import { ExpressionField } from './fields.tsx';
import type { ChangeStep } from './step-panel.tsx';

type Case = BranchStep['cases'][number];

export function BranchForm({ step, change }: { readonly step: BranchStep; readonly change: ChangeStep }) {
  const t = useText(designerMessages);
  const editable = useEditable();
  const withCases = (cases: (now: readonly Case[]) => readonly Case[], field: string) =>
    change((now) => (now.kind === 'branch' ? ({ ...now, cases: [...cases(now.cases)] } as Step) : now), field);
  const changeCase = (index: number, part: Partial<Case>) =>
    withCases((cases) => cases.with(index, { ...cases[index]!, ...part }), `case${index}.${Object.keys(part).join()}`);
  return (
    <>
      {step.cases.map((one, index) => (
        <div className="d-card" key={one.port}>
          <div className="d-card-head">
            <Input
              size="small"
              variant="filled"
              value={one.label}
              aria-label={t('caseLabel')}
              disabled={!editable}
              placeholder={t('caseN', { n: index + 1 })}
              onChange={(event) => changeCase(index, { label: event.target.value })}
            />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('removeCase')}
              disabled={!editable || step.cases.length === 1}
              onClick={() => withCases((cases) => cases.filter((_, at) => at !== index), 'cases')}
            />
          </div>
          <ExpressionField
            bare
            label={t('condition')}
            stepId={step.id}
            value={one.when}
            onChange={(when) => changeCase(index, { when })}
          />
        </div>
      ))}
      <Button
        block
        type="dashed"
        icon={<PlusOutlined />}
        disabled={!editable}
        onClick={() => withCases((cases) => [...cases, freshCase(cases, t('caseN', { n: cases.length + 1 }))], 'cases')}
      >
        {t('addCase')}
      </Button>
    </>
  );
}

function freshCase(cases: readonly Case[], label: string): Case {
  const taken = new Set(cases.map((one) => one.port));
  for (let n = cases.length + 1; ; n++) if (!taken.has(`case_${n}`)) return { port: `case_${n}`, label, when: 'false' };
}
