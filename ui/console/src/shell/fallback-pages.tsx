import { CompassOutlined, WarningOutlined } from '@ant-design/icons';
import { CopyButton, GoTo, paths, StateMessage, useText } from '@joinery/ui-kit';
import { Button } from 'antd';
import { consoleMessages } from '../console.messages.ts';

export function MissingPage() {
  const t = useText(consoleMessages);
  return (
    <StateMessage
      icon={<CompassOutlined />}
      title={t('notFound')}
      actions={<GoTo to={paths.overview()}>{t('toOverview')}</GoTo>}
    >
      {t('notFoundText')}
    </StateMessage>
  );
}

/** A defect of the console itself, told in a way that helps to mend it. */
export function BrokenPage({ error }: { readonly error: Error }) {
  const t = useText(consoleMessages);
  return (
    <StateMessage
      icon={<WarningOutlined />}
      title={t('pageBroke')}
      actions={<Button onClick={() => window.location.reload()}>{t('reload')}</Button>}
    >
      {t('pageBrokeText')}
      <br />
      <span className="j-mono">{error.message}</span> <CopyButton text={`${error.message}\n${error.stack ?? ''}`} />
    </StateMessage>
  );
}
