import type { Finding } from '@joinery/contracts';
import { useLanguage, useText } from '@joinery/ui-kit';
import { Alert, Input } from 'antd';
import { rhythmKeys } from '../model/rhythms.ts';
import { fieldPairs } from '../model/pairs.ts';
import { SidesLine } from '../parts/side-name.tsx';
import { syncsMessages } from '../syncs.messages.ts';
import type { EditorProps } from './editor-props.ts';
import { missingRequired, pairFindings } from './field-findings.ts';
import { Labelled } from './labelled.tsx';

interface CheckPartProps extends EditorProps {
  readonly name: string;
  readonly description: string;
  readonly onName: (name: string) => void;
  readonly onDescription: (description: string) => void;
  /** What the server found, where it was asked. */
  readonly findings: readonly Finding[] | undefined;
}

/** What it is called, what it will do in sentences, and what stands against it. */
export function CheckPart(props: CheckPartProps) {
  const { document, sides, editable, name, description, onName, onDescription, findings } = props;
  const t = useText(syncsMessages);
  const language = useLanguage();
  const pairs = fieldPairs(document);
  const warned = [...pairFindings(document, sides).values()].flat().length;
  const missing = missingRequired(document, sides);
  const missingCount = missing.a.length + missing.b.length;
  const rhythmText = (cron: string | undefined): string =>
    cron === undefined ? t('never') : rhythmKeys[cron] ? t(rhythmKeys[cron]) : cron;
  const cadence = document.schedule ?? document.fullCompare;
  return (
    <>
      <div className="y-check-form">
        <Labelled label={t('name')} required>
          {(id) => (
            <Input
              id={id}
              value={name}
              maxLength={100}
              disabled={!editable}
              placeholder={t('namePlaceholder')}
              onChange={(event) => onName(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('description')}>
          {(id) => (
            <Input
              id={id}
              value={description}
              maxLength={2_000}
              disabled={!editable}
              onChange={(event) => onDescription(event.target.value)}
            />
          )}
        </Labelled>
      </div>
      <ul className="y-sentences">
        <li>
          <SidesLine sides={sides} direction={document.direction} />
        </li>
        <li>{t('sayFields', { count: pairs.length })}</li>
        <li>{document.match.length === 0 ? t('noMatch') : t('sayMatch', { count: document.match.length })}</li>
        <li>{t(`delete-${document.deletes.policy}-text`)}</li>
        <li>
          {cadence === undefined && document.realTime.length === 0
            ? t('sayByHand')
            : t('sayWhen', { real: document.realTime.length, cron: rhythmText(document.schedule?.cron) })}
        </li>
      </ul>
      {missingCount + warned > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('fieldWarnings', { count: missingCount + warned })}
          description={t('fieldWarningsText')}
        />
      )}
      {findings?.map((finding, index) => (
        <Alert key={index} type="error" showIcon style={{ marginBottom: 8 }} title={finding.message[language]} />
      ))}
      {findings?.length === 0 && <Alert type="success" showIcon title={t('nothingAgainst')} />}
    </>
  );
}
