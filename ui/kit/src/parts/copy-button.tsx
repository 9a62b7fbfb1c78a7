import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, Tooltip, type ButtonProps } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n/language.tsx';
import { kitMessages } from '../kit.messages.ts';

interface CopyButtonProps {
  readonly text: string;
  readonly label?: string;
  readonly size?: ButtonProps['size'];
  readonly type?: ButtonProps['type'];
}

export function CopyButton({ text, label, size = 'small', type = 'text' }: CopyButtonProps) {
  const t = useText(kitMessages);
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    });
  };
  const said = copied ? t('copied') : (label ?? t('copy'));
  return (
    <Tooltip title={label === undefined ? said : undefined}>
      <Button
        size={size}
        type={type}
        icon={copied ? <CheckOutlined /> : <CopyOutlined />}
        aria-label={said}
        onClick={copy}
      >
        {label === undefined ? null : said}
      </Button>
    </Tooltip>
  );
}
