import { Form } from 'antd';
import { useId, type ReactNode } from 'react';

interface LabelledProps {
  readonly label: string;
  readonly help?: ReactNode;
  readonly required?: boolean;
  readonly children: (id: string) => ReactNode;
}

/** A control with its name above and a sentence below. */
export function Labelled({ label, help, required = false, children }: LabelledProps) {
  const id = useId();
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      layout="vertical"
      required={required}
      extra={help === undefined ? undefined : <span className="j-schema-hint">{help}</span>}
    >
      {children(id)}
    </Form.Item>
  );
}
