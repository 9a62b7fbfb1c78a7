/** Two beams and the joint between them: what the product is named after, drawn with its own colours. */
export function JointPicture() {
  return (
    <svg viewBox="0 0 560 560" width="78%" style={{ maxWidth: 560 }} aria-hidden="true">
      <defs>
        <linearGradient id="joint-blue" x1="0" x2="1" y1="0" y2="1">
          <stop offset="0" stopColor="var(--j-primary)" stopOpacity="0.92" />
          <stop offset="1" stopColor="var(--j-primary)" stopOpacity="0.7" />
        </linearGradient>
        <linearGradient id="joint-wood" x1="0" x2="1" y1="0" y2="1">
          <stop offset="0" stopColor="var(--j-walnut)" stopOpacity="0.75" />
          <stop offset="1" stopColor="var(--j-walnut)" stopOpacity="0.95" />
        </linearGradient>
      </defs>
      <g stroke="var(--j-line-strong)" strokeWidth="1" opacity="0.7">
        {[80, 160, 240, 320, 400, 480].map((at) => (
          <path key={at} d={`M${at} 40V520M40 ${at}H520`} />
        ))}
      </g>
      <path d="M80 176a16 16 0 0 1 16-16h164v80h80v80h-80v80H96a16 16 0 0 1-16-16z" fill="url(#joint-blue)" />
      <path d="M480 176a16 16 0 0 0-16-16H276v64h80v112h-80v64h188a16 16 0 0 0 16-16z" fill="url(#joint-wood)" />
      <g fill="none" strokeLinecap="round" strokeWidth="3" stroke="var(--j-surface)" opacity="0.55">
        <path d="M112 208h100M112 240h72M112 320h72M112 352h100" />
        <path d="M448 208h-64M448 352h-64M448 280h-52" />
      </g>
      <g fill="var(--j-surface)">
        <circle cx="300" cy="280" r="9" />
        <circle cx="228" cy="280" r="6" opacity="0.8" />
        <circle cx="396" cy="280" r="6" opacity="0.8" />
      </g>
      <path d="M228 280h168" stroke="var(--j-surface)" strokeWidth="2.5" strokeDasharray="1 7" strokeLinecap="round" />
    </svg>
  );
}
