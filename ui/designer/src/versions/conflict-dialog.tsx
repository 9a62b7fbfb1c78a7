import { useText } from '@joinery/ui-kit';
import { Button, Modal } from 'antd';
import { designerMessages } from '../designer.messages.ts';
import { mergeDocuments } from '../document/merge.ts';
import { useDraft, useDraftActions, useDraftDocument } from '../draft/draft-context.tsx';

/** Somebody else saved first: what both did is joined, and where they differ a person chooses. */
export function ConflictDialog() {
  const t = useText(designerMessages);
  const theirs = useDraft((state) => state.theirs);
  const base = useDraft((state) => state.base.document);
  const mine = useDraftDocument();
  const { agreed } = useDraftActions();
  if (!theirs) return null;
  const preferMine = mergeDocuments(base, mine, theirs.document, 'mine');
  const clean = preferMine.conflicts.length === 0;
  const footer = [
    <Button key="drop" danger onClick={() => agreed(theirs.document)}>
      {t('takeTheirs')}
    </Button>,
    ...(clean
      ? []
      : [
          <Button key="theirs" onClick={() => agreed(mergeDocuments(base, mine, theirs.document, 'theirs').document)}>
            {t('mergeTheirs')}
          </Button>,
        ]),
    <Button key="mine" type="primary" onClick={() => agreed(preferMine.document)}>
      {t(clean ? 'merge' : 'mergeMine')}
    </Button>,
  ];
  return (
    <Modal open closable={false} title={t('conflictTitle')} footer={footer} width={560}>
      <p>{t('conflictText', { name: theirs.updatedBy.name, revision: theirs.revision })}</p>
      <p className="j-muted">{t(clean ? 'conflictNone' : 'conflictSome')}</p>
      {preferMine.conflicts.map((conflict) => (
        <div key={conflict.id} className="d-change changed">
          {conflict.kind === 'step' ? conflict.label : t(conflict.kind)}
        </div>
      ))}
    </Modal>
  );
}
